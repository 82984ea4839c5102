/** Something that a site may have loaded: Brim, or one of its peers as npm has it. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { File } from '../page/site.ts'

export type Side = {
  name: string
  /** Of everyPage and message, the files by path, and what the vendor's server would answer. */
  files: Record<string, File>
  /** Paths of the scripts and styles that each page of the site loads, in this order. */
  everyPage: string[]
  /** What a page says once these are there, as its vendor tells it to. */
  start?: string
  /** Data attributes of the script's tag, which says so instead. */
  attributes?: Record<string, string>
  message?: Message
  /** What the comparison leaves out. */
  note?: string
}

/** What there is besides, once a site has something to show. */
export type Message = {
  files?: Record<string, File>
  /** Paths of what the page itself loads to show it; the rest is loaded by the scripts. */
  loads?: string[]
  /** The source of the `Subject` that shows it. */
  subject: string
}

const packages = resolve(import.meta.dirname, '../../../node_modules')

export const readPackage = (path: string): string => readFileSync(resolve(packages, path), 'utf8')
