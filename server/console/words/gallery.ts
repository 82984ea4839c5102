/** The axes of the gallery as its visitors read them. */
import type { ThemePreset } from '../../../shared/theme/theme.ts'
import type { Axis, Content, GalleryLocale, GalleryState, Shape } from '../gallery/state.ts'
import { formatWords, positionWords } from './nudge.ts'
import { presetWords } from './theme.ts'

const presetNames: Record<ThemePreset, string> = {
  brim: presetWords.brim.name,
  neutral: presetWords.neutral.name,
  vivid: presetWords.vivid.name,
  soft: presetWords.soft.name,
  sharp: presetWords.sharp.name,
  ink: presetWords.ink.name,
}

const contents: Record<Content, string> = {
  icon: 'Icon, two actions',
  minimal: 'A title, one action',
  ask: 'Ask an admin',
  image: 'Image',
  list: 'List',
  comparison: 'Comparison of plans',
  usage: 'Usage of a meter',
  countdown: 'Countdown',
  long_words: 'Long words',
  long_copy: 'All of it, at length',
}

const locales: Record<GalleryLocale, string> = {
  en: 'English',
  de: 'German',
  ar: 'Arabic',
  ja: 'Japanese',
}

/** Every value of every axis, in its words. */
export const axisWords: { [Name in Axis]: Record<GalleryState[Name], string> } = {
  show: {
    one: 'One',
    content: 'By content',
    theme: 'By theme',
    locale: 'By language',
    width: 'By width',
  },
  format: formatWords,
  position: positionWords,
  content: contents,
  preset: presetNames,
  scheme: { light: 'Light', dark: 'Dark' },
  locale: locales,
  dir: { auto: 'As the language', ltr: 'Left to right', rtl: 'Right to left' },
  width: { '1440': '1440', '768': '768', '320': '320' },
}

export const shapeInWords = ({ format, position }: Shape): string =>
  format === 'banner'
    ? `${formatWords.banner}, ${positionWords[position].toLowerCase()}`
    : formatWords[format]

/** What stands under a cell of the wall: only what differs from the cells beside it. */
export function captionOf(state: GalleryState, across: GalleryState['show']): string {
  switch (across) {
    case 'one':
      return shapeInWords(state)
    case 'content':
      return contents[state.content]
    case 'theme':
      return `${presetWords[state.preset].name}, ${axisWords.scheme[state.scheme].toLowerCase()}`
    case 'locale':
      return locales[state.locale]
    case 'width':
      return `${state.width} px`
    default:
      return across satisfies never
  }
}

/** The whole state, for those who can't see it. */
export const stateInWords = (state: GalleryState): string =>
  [
    shapeInWords(state),
    contents[state.content],
    captionOf(state, 'theme'),
    captionOf(state, 'locale'),
    captionOf(state, 'width'),
  ].join('; ')
