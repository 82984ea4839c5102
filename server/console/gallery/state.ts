/** What the gallery shows, as the query of its address says it. The first of each is left out there. */
import { presets } from '../../../shared/theme/presets.ts'
import { formatWords, positionWords } from '../words/nudge.ts'

/** Of what is told by name for every value: the values. Their schemas would weigh more than the page. */
const keysOf = <Key extends string>(told: Record<Key, unknown>) =>
  Object.keys(told) as [Key, ...Key[]]
const formats = keysOf(formatWords)
const positions = keysOf(positionWords)

export const contents = [
  'icon',
  'minimal',
  'ask',
  'image',
  'list',
  'comparison',
  'usage',
  'countdown',
  'long_words',
  'long_copy',
] as const
export type Content = (typeof contents)[number]

export const locales = ['en', 'de', 'ar', 'ja'] as const
export type GalleryLocale = (typeof locales)[number]

export const axes = {
  /** One prompt, or a wall: every format, and beside each other the values of one axis. */
  show: ['one', 'content', 'theme', 'locale', 'width'],
  format: formats,
  /** Of a banner. */
  position: positions,
  content: contents,
  preset: keysOf(presets),
  scheme: ['light', 'dark'],
  locale: locales,
  /** `auto` is as the locale is written. */
  dir: ['auto', 'ltr', 'rtl'],
  /** Of the page, in CSS pixels. */
  width: ['1440', '768', '320'],
} as const

type Axes = typeof axes
export type Axis = keyof Axes
export type GalleryState = { [Name in Axis]: Axes[Name][number] }

const names = Object.keys(axes) as Axis[]

/** What the query doesn't say, or says wrongly, is the first of its axis. */
export function readState(query: string): GalleryState {
  const given = new URLSearchParams(query)
  const chosen = (name: Axis) => {
    const values: readonly string[] = axes[name]
    return values.find((value) => value === given.get(name)) ?? values[0]
  }
  return Object.fromEntries(names.map((name) => [name, chosen(name)])) as GalleryState
}

/** Empty, or with its question mark. */
export function queryOf(state: GalleryState): string {
  const said = names
    .filter((name) => state[name] !== axes[name][0])
    .filter((name) => name !== 'position' || state.format === 'banner')
    .map((name): [string, string] => [name, state[name]])
  return said.length > 0 ? `?${new URLSearchParams(said)}` : ''
}

export type Shape = Pick<GalleryState, 'format' | 'position'>

/** Every format, and a banner in each of its positions. */
export const shapes: readonly Shape[] = formats.flatMap((format): Shape[] =>
  format === 'banner'
    ? positions.map((position) => ({ format, position }))
    : [{ format, position: positions[0] }],
)
