/** What the figures of a forecast have to say to an author. */

import type { Finding, Forecast } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import { lengthInWords } from '../../../shared/words/measure.ts'
import type { Settings } from '../../../shared/workspace/settings.ts'

/** From this share of the accounts on that would have had their whole budget taken. */
const muchOfAccounts = 0.2

type Figures = Omit<Forecast, 'findings'>

export function findingsOf(nudge: Nudge, figures: Figures, settings: Settings): Finding[] {
  return [...nobody(nudge, figures), ...tooMany(figures, settings)]
}

function nobody({ audience: asked }: Nudge, { audience }: Figures): Finding[] {
  if (!asked || audience.of === 0 || audience.matching > 0) return []
  return [
    {
      code: 'nobody_matches',
      level: 'warning',
      path: 'audience',
      sentence: `None of your ${audience.of} accounts is in this audience now.`,
      remedy: 'Look whether the traits are spelled as they are sent, or widen it.',
    },
  ]
}

function tooMany(
  { reached, exhausted }: Figures,
  { budget: { promptsPerAccount } }: Settings,
): Finding[] {
  if (reached === 0 || exhausted / reached < muchOfAccounts) return []
  const { times, every } = promptsPerAccount
  const budget = `${times} ${times === 1 ? 'prompt' : 'prompts'} in ${lengthInWords(durationMs(every))}`
  return [
    {
      code: 'too_many_prompts',
      level: 'warning',
      path: 'caps',
      sentence: `By itself it would have taken the whole attention budget (${budget}) of ${exhausted} of the ${reached} accounts that met it: nothing else could have been shown to them.`,
      remedy: 'Show it less often, to fewer, or in a format that stays in its place.',
    },
  ]
}
