/**
 * The tokens that come of a theme. Whatever is set can be read: colours without enough contrast are
 * moved in lightness, their hue kept, until they have it.
 */
import { between, contrastOf, readable, readableGround } from './contrast.ts'
import { hexOf, oklchOf } from './oklch.ts'
import { colorTokenNames, ownColors, ownRadius, type Pair, presets } from './presets.ts'
import type { ColorToken, Theme, ThemeTokens } from './theme.ts'

/**
 * The least contrast of each with what it stands on. The accent is a graphic, for which 3 would do,
 * but also the colour of links, and the ground of the first button's words.
 */
export const leastContrast = { ink: 7, soft: 4.5, accent: 4.5, onAccent: 4.5 } as const

export const lights = ['light', 'dark'] as const
export type Light = (typeof lights)[number]

/** What was asked for and what can be read, in one light. */
export type Looks = {
  surface: { asked: string; got: string }
  accent: { asked: string; got: string }
  colors: Record<ColorToken, string>
}

/** Only what differs from Brim's own; `undefined` where nothing does. */
export function tokensOf(theme: Theme): ThemeTokens | undefined {
  const { radius = presets[theme.preset].radius, font = presets[theme.preset].font } = theme
  const [light, dark] = lights.map((one) => looksOf(theme, one).colors) as [Colors, Colors]
  const changed = colorTokenNames.filter(
    (name) => light[name] !== ownColors[name][0] || dark[name] !== ownColors[name][1],
  )
  const tokens: ThemeTokens = {
    ...(changed.length > 0 && {
      colors: Object.fromEntries(changed.map((name) => [name, [light[name], dark[name]]])),
    }),
    ...(radius !== ownRadius && { radius }),
    ...(font !== undefined && { font }),
    ...(theme.scheme && { scheme: theme.scheme }),
  }
  return Object.keys(tokens).length > 0 ? tokens : undefined
}
type Colors = Looks['colors']

export function looksOf(theme: Theme, light: Light): Looks {
  const preset = presets[theme.preset]
  const own = (pair: Pair) => pair[light === 'light' ? 0 : 1]
  const asked = {
    surface: theme.surface?.[light] ?? own(preset.surface),
    accent: theme.accent ?? own(preset.accent),
  }
  const surface = readableGround(asked.surface, leastContrast.ink)
  const accent = readable(asked.accent, surface, leastContrast.accent)
  const colors: Colors = {
    // The colours of Brim's own look were chosen by eye.
    ...(preset === presets.brim && surface === own(ownColors.surface)
      ? ownInks(own)
      : inksOn(surface, own(preset.ink))),
    surface,
    accent,
    'on-accent': accent === own(ownColors.accent) ? own(ownColors['on-accent']) : wordsOn(accent),
    shadow: own(preset.shadow),
    scrim: own(ownColors.scrim),
  }
  return {
    surface: { asked: asked.surface, got: surface },
    accent: { asked: asked.accent, got: accent },
    colors,
  }
}

const inkNames = ['ink', 'ink-soft', 'ink-quiet', 'line', 'line-strong'] as const
type Inks = Record<(typeof inkNames)[number], string>

function ownInks(own: (pair: Pair) => string): Inks {
  return Object.fromEntries(inkNames.map((name) => [name, own(ownColors[name])])) as Inks
}

/** Words and lines on a surface: those of the preset as far as they can be read there. */
function inksOn(surface: string, wanted: string): Inks {
  const ink = readable(wanted, surface, leastContrast.ink)
  const towards = (share: number) => between(ink, surface, share)
  return {
    ink,
    'ink-soft': readable(towards(0.27), surface, leastContrast.soft),
    'ink-quiet': readable(towards(0.36), surface, leastContrast.soft),
    line: towards(0.88),
    'line-strong': towards(0.78),
  }
}

/** White, or a deep shade of the accent: whichever can be read on it better. */
function wordsOn(accent: string): string {
  const { c, h } = oklchOf(accent)
  const deep = hexOf({ l: 0.2, c: Math.min(c, 0.05), h })
  const best = contrastOf('#ffffff', accent) >= contrastOf(deep, accent) ? '#ffffff' : deep
  return readable(best, accent, leastContrast.onAccent)
}
