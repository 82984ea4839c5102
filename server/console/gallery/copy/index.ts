/** The gallery's copy by language: of a product that doesn't exist, in words that could ship. */
import type { LocaleCopy } from '../locale.ts'
import type { GalleryLocale } from '../state.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

export const copyIn: Record<GalleryLocale, LocaleCopy> = { en, de, ar, ja }
