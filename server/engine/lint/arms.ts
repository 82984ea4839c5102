/** Arms that show people the same: what one earns more than the other is chance. */
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import { type Check, listed } from './check.ts'

type Copies = Nudge['copy']

export const arms: Check = ({ copy, defaultLocale, experiment }) => {
  const shown = (experiment?.arms ?? [])
    .map((arm, i) => ({ ...arm, path: `experiment.arms.${i}`, shows: arm.copy ?? copy }))
    .filter((arm) => !arm.control && arm.weight > 0)
  return shown.flatMap((arm, i): Finding[] => {
    const twin = shown.slice(0, i).find((other) => isSame(other.shows, arm.shows))
    if (!twin) return []
    return [
      {
        code: 'arms_alike',
        level: 'warning',
        path: arm.copy ? `${arm.path}.copy.${defaultLocale}.title` : arm.path,
        sentence: `The arms ${listed([twin.key, arm.key])} say the same, word for word: there is nothing to compare.`,
        remedy: 'Give one of them other words, or take it out.',
      },
    ]
  })
}

/** Both as a schema has read them, so that the same is written the same. */
function isSame(some: Copies, others: Copies): boolean {
  const locales = Object.keys(some)
  return (
    locales.length === Object.keys(others).length &&
    locales.every((locale) => JSON.stringify(some[locale]) === JSON.stringify(others[locale]))
  )
}
