/** What people of the history do with the prompts that Brim shows them. */

import type { Prompt } from '../../shared/decision/prompt.ts'
import type { Outcome } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'
import type { Input } from '../pipeline/input.ts'
import type { Random } from './random.ts'

export type Shown = {
  prompt: Prompt
  account: string
  user: string
  at: number
  /** When the account started to pay; undefined where it never does. */
  convertsAt: number | undefined
}

type Answer = 'clicked' | 'dismissed' | 'snoozed' | 'never' | 'nothing'

/** Who is about to buy anyway is also the one who clicks: that is what makes a signal a signal. */
const answers: Record<'ready' | 'other', Record<Answer, number>> = {
  ready: { clicked: 46, dismissed: 30, snoozed: 8, never: 1, nothing: 15 },
  other: { clicked: 11, dismissed: 52, snoozed: 11, never: 4, nothing: 22 },
}

/** Prompts that scroll by unseen, or that a page takes along before they are drawn. */
const unseen = 0.03

export function react(shown: Shown, random: Random): Input[] {
  const { prompt, at, convertsAt } = shown
  if (random.chance(unseen)) return []
  const isReady = convertsAt !== undefined && convertsAt > at && convertsAt < at + 21 * dayMs
  const answer = random.weighted(answers[isReady ? 'ready' : 'other'])
  const seen = outcomeOf(shown, 'shown', at + 400)
  if (answer === 'nothing') return [seen]
  const answeredAt = at + random.int(2_000, 45_000)
  if (answer !== 'clicked') return [seen, outcomeOf(shown, answer, answeredAt)]
  const [first, second] = prompt.actions
  const action = second && random.chance(0.3) ? second : first
  const clicked = outcomeOf(shown, 'clicked', answeredAt, action?.kind)
  if (action?.kind !== 'trial') return [seen, clicked]
  return [seen, clicked, outcomeOf(shown, 'trial_started', answeredAt + 800)]
}

function outcomeOf(shown: Shown, outcome: Outcome, at: number, action?: string): Input {
  const { account, user, prompt } = shown
  return {
    kind: 'outcome',
    messageId: `seed-${account}-${user}-${prompt.nudge}-${shown.at}-${outcome}`,
    account,
    user,
    occurredAt: at,
    receivedAt: at,
    source: 'widget',
    decisionId: prompt.decisionId,
    outcome,
    action: action ?? null,
  }
}
