/** What a replay says of a trigger that its author should know before it goes live. Pure. */
import type { Finding } from '../definition/lint.ts'
import { counted, numberInWords, shareInWords } from '../words/number.ts'
import type { ReplayReport } from './replay.ts'

/** From so many accounts on, shares of them mean something. */
const enoughAccounts = 20
/** A signal that half of all accounts have tells nobody apart. */
const most = 0.5

export function replayFindings({ days, accounts, firings }: ReplayReport): Finding[] {
  const whole = Math.round(days)
  const history = whole === 1 ? 'the last day' : `the last ${numberInWords(whole)} days`
  // Less than a day of history says nothing about a trigger.
  if (whole < 1) return []
  if (firings.total === 0) {
    return [
      {
        code: 'never_fires',
        level: 'warning',
        path: 'when',
        sentence: `In ${history} it would have fired on nobody.`,
        remedy: 'Ask for less, or look whether its events are really reported:',
      },
    ]
  }
  const reached = firings.perAccount.accounts
  if (accounts < enoughAccounts || reached <= accounts * most) return []
  return [
    {
      code: 'fires_on_most',
      level: 'warning',
      path: 'when',
      sentence: `In ${history} it would have fired on ${numberInWords(reached)} of ${counted(accounts, 'account')} (${shareInWords(reached, accounts)}): it tells hardly anybody apart.`,
      remedy: 'Ask for more, so that it says who is ready and who is not:',
    },
  ]
}
