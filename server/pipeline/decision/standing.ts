/** How a draft stands with somebody: the ladder of gates that it would meet. */

import type { Standing } from '../../../shared/decision/standing.ts'
import { parsePlacement } from '../../../shared/definition/nudge.ts'
import { decide } from '../../engine/decide/decide.ts'
import type { Definitions } from '../definition/definitions.ts'
import { factsFrom } from '../group/facts.ts'
import type { State } from '../group/state.ts'
import type { Visitor } from '../work.ts'
import { factsFor, seenBy, supposedEvent } from './answer.ts'

type Asked = { nudge: { key: string; placement: string }; visitor: Visitor; now: number }

/** `definitions`: with the draft in them. */
export function standingOf(
  state: State,
  definitions: Definitions,
  { nudge, visitor, now }: Asked,
): Standing | null {
  const placement = parsePlacement(nudge.placement)
  if (!placement) return null
  const supposed = supposedEvent(placement)
  const known = { state, definitions, factsOf: factsFrom(state, definitions) }
  const { impressions } = seenBy(state, visitor)
  const facts = factsFor(known, { visitor, now, impressions }, supposed)
  const event = supposed && { name: supposed.name, supposed: true }
  const { receipt } = decide(definitions.catalogue, facts, {
    now,
    text: nudge.placement,
    placement,
    event,
  })
  const candidate = receipt.candidates.find((one) => one.nudge === nudge.key)
  return candidate
    ? { isShown: receipt.winner === nudge.key, candidate, winner: receipt.winner }
    : null
}
