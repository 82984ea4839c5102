/** Colours of the theme that had to be moved before they could be read. */

import type { Finding } from '../../../shared/definition/lint.ts'
import { contrastOf, furthestFrom } from '../../../shared/theme/contrast.ts'
import { leastContrast, lights, looksOf } from '../../../shared/theme/tokens.ts'
import type { Check } from './check.ts'

const places = { light: 'in the light', dark: 'in the dark' } as const

/**
 * No colour reads well on both white and black: that an accent is made lighter for the dark is no news,
 * unless the dark is all there is.
 */
export const contrast: Check = (_nudge, { catalogue }) => {
  const { theme } = catalogue.settings
  return lights.flatMap((light): Finding[] => {
    // A preset's own colours were chosen by eye: only what somebody asked for can be too weak.
    if (!theme.accent && !theme.surface?.[light]) return []
    const { accent, surface } = looksOf(theme, light)
    const ofAccent = contrastOf(accent.asked, surface.got)
    const ofSurface = contrastOf(furthestFrom(surface.asked), surface.asked)
    const isAsked = theme.accent !== undefined && light === (theme.scheme ?? 'light')
    const isWeak = isAsked && ofAccent < leastContrast.accent
    const isUnreadable = theme.surface?.[light] !== undefined && ofSurface < leastContrast.ink
    if (!isWeak && !isUnreadable) return []
    const what = isWeak
      ? `The accent ${accent.asked} has a contrast of ${ratio(ofAccent)} ${places[light]}`
      : `No words can be read well on the card’s ${surface.asked} ${places[light]}`
    const drawn = isWeak ? accent.got : surface.got
    return [
      {
        code: 'contrast_low',
        level: 'warning',
        path: '',
        sentence: `${what}, below WCAG AA: prompts are drawn with ${drawn} instead.`,
        remedy: 'Choose a colour under Theme that can be read as it is.',
      },
    ]
  })
}

const ratio = (value: number) => `${Math.floor(value * 10) / 10}:1`
