/** Looks as marketers read them: presets, fonts, and what can be read on what. */
import { contrastOf } from '../../../shared/theme/contrast.ts'
import type { ThemePreset } from '../../../shared/theme/theme.ts'
import { type Light, type Looks, leastContrast } from '../../../shared/theme/tokens.ts'

export const presetWords: Record<ThemePreset, { name: string; hint: string }> = {
  brim: { name: 'Brim', hint: 'Porcelain and teal' },
  neutral: { name: 'Neutral', hint: 'White, grey and black' },
  vivid: { name: 'Vivid', hint: 'Violet, day and night' },
  soft: { name: 'Soft', hint: 'Warm paper, round corners' },
  sharp: { name: 'Sharp', hint: 'Straight edges, plain blue' },
  ink: { name: 'Ink', hint: 'Dark and brass, in a serif' },
}

export const fontWords: Record<string, string> = {
  'ui-sans-serif, system-ui, sans-serif': 'The reader’s system',
  'Inter, ui-sans-serif, system-ui, sans-serif': 'Inter',
  'Avenir, Montserrat, "Segoe UI", ui-sans-serif, sans-serif': 'Geometric',
  'ui-rounded, "SF Pro Rounded", Nunito, system-ui, sans-serif': 'Rounded',
  'ui-serif, Charter, Georgia, "Liberation Serif", serif': 'Serif',
  'ui-monospace, "SF Mono", Menlo, Consolas, monospace': 'Monospaced',
}

export type Reading = {
  what: string
  /** The colours of the sample: words, and what they stand on. */
  color: string
  ground: string
  /** Such as "6.6 : 1". */
  ratio: string
  /** What was done so that it can be read; null for nothing. */
  moved: string | null
}

const cardsIn: Record<Light, string> = { light: 'light', dark: 'dark' }

/** What can be read in one light, the most important first. */
export function readingsOf({ surface, accent, colors }: Looks, light: Light): Reading[] {
  const reading = (what: string, color: string, ground: string, moved: string | null = null) => ({
    what,
    color,
    ground,
    ratio: ratioInWords(contrastOf(color, ground)),
    moved,
  })
  return [
    reading('Text on the card', colors.ink, colors.surface, movedSurface(surface)),
    reading(
      'Accent on the card',
      colors.accent,
      colors.surface,
      movedAccent(accent, colors.surface, light),
    ),
    reading('Words on the button', colors['on-accent'], colors.accent),
  ]
}

function movedSurface({ asked, got }: Looks['surface']): string | null {
  if (asked === got) return null
  return `No text reads well on ${asked}: it is ${got} here.`
}

function movedAccent({ asked, got }: Looks['accent'], surface: string, light: Light) {
  if (asked === got) return null
  const had = ratioInWords(contrastOf(asked, surface))
  const least = ratioInWords(leastContrast.accent)
  return `${asked} has ${had} on ${cardsIn[light]} cards, and links need ${least}: it is ${got} here, of the same hue.`
}

/** Rounded down, so that what is said is never more than there is. */
function ratioInWords(ratio: number): string {
  return `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`
}
