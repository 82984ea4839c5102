/** The looks to begin with. What a theme leaves out comes from its preset. */
import type { ColorToken, ThemePreset } from './theme.ts'

/** `[in the light, in the dark]`. */
export type Pair = readonly [light: string, dark: string]

export type Preset = {
  surface: Pair
  ink: Pair
  accent: Pair
  shadow: Pair
  /** Of the corners, in CSS pixels. */
  radius: number
  /** Absent: Brim's own. */
  font?: string
}

/** Brim's own look, colour for colour as `widget/view/theme.ts` has it where nothing is set. */
export const ownColors: Record<ColorToken, Pair> = {
  surface: ['#fff', '#1b1f20'],
  ink: ['#171a1b', '#f1efea'],
  'ink-soft': ['#4c5457', '#b6bdbe'],
  'ink-quiet': ['#646c6f', '#99a2a4'],
  line: ['#e6e4df', '#343b3d'],
  'line-strong': ['#cfccc5', '#4b5456'],
  accent: ['#0b6867', '#5cc7bd'],
  'on-accent': ['#fff', '#06201e'],
  shadow: ['rgb(30 28 22/.2)', 'rgb(0 0 0/.6)'],
  scrim: ['rgb(24 26 27/.44)', 'rgb(0 0 0/.62)'],
}
export const colorTokenNames = Object.keys(ownColors) as ColorToken[]
export const ownRadius = 14

export const presets: Record<ThemePreset, Preset> = {
  brim: {
    surface: ownColors.surface,
    ink: ownColors.ink,
    accent: ownColors.accent,
    shadow: ownColors.shadow,
    radius: ownRadius,
  },
  /** White, grey and black: it takes on the page around it. */
  neutral: {
    surface: ['#ffffff', '#18181b'],
    ink: ['#18181b', '#fafafa'],
    accent: ['#18181b', '#fafafa'],
    shadow: ['rgb(24 24 27/.16)', 'rgb(0 0 0/.6)'],
    radius: 10,
  },
  /** Violet on white, and on a night of the same hue. */
  vivid: {
    surface: ['#ffffff', '#171130'],
    ink: ['#1a1036', '#f3f0ff'],
    accent: ['#5b34f2', '#a996ff'],
    shadow: ['rgb(58 28 150/.24)', 'rgb(4 0 24/.7)'],
    radius: 16,
  },
  /** Warm paper, coral, and corners as round as they go. */
  soft: {
    surface: ['#fff8f1', '#2a201c'],
    ink: ['#3a2621', '#f8ece4'],
    accent: ['#c2413a', '#ff9d87'],
    shadow: ['rgb(122 62 38/.2)', 'rgb(20 8 4/.6)'],
    radius: 26,
    font: 'ui-rounded, "SF Pro Rounded", "Hiragino Maru Gothic ProN", Quicksand, Nunito, "Segoe UI", system-ui, sans-serif',
  },
  /** Straight edges and a plain blue: a tool among tools. */
  sharp: {
    surface: ['#f7f9fb', '#0b1016'],
    ink: ['#0a1420', '#eef4fa'],
    accent: ['#0a55cc', '#6cb2ff'],
    shadow: ['rgb(10 20 32/.22)', 'rgb(0 0 0/.7)'],
    radius: 2,
    font: '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif',
  },
  /** Dark whatever the page is, set in a serif, with brass. */
  ink: {
    surface: ['#17191f', '#0e1014'],
    ink: ['#f5f0e6', '#f5f0e6'],
    accent: ['#e9b65c', '#e9b65c'],
    shadow: ['rgb(14 16 20/.4)', 'rgb(0 0 0/.75)'],
    radius: 8,
    font: 'ui-serif, "Iowan Old Style", Charter, Georgia, "Liberation Serif", serif',
  },
}
