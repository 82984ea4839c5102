/** Carries out a group in its transaction: loads what it needs and applies it piece by piece. */

import { wakeupPlace } from '../../engine/world.ts'
import type { Transaction } from '../../store/connection.ts'
import { endDueTrial } from '../account/trials.ts'
import { answer } from '../decision/answer.ts'
import type { Definitions } from '../definition/definitions.ts'
import { askedByErased, refusedAsErased } from '../erasure/tombstones.ts'
import type { Done, Due, Work } from '../work.ts'
import { applyInput } from './apply.ts'
import { factsFrom } from './facts.ts'
import { loadState } from './load.ts'
import { needsOf } from './needs.ts'
import { placed } from './placing.ts'
import { type Context, evaluate } from './record.ts'
import type { State } from './state.ts'

export type Performed =
  /** `state.out` is what is to be written. */
  | { kind: 'performed'; dones: Done[]; state: State }
  /** Another node has published since these definitions were loaded: nothing was done. */
  | { kind: 'outdated' }
  /** Something has come due before it, and is to be looked at first: nothing was done. */
  | { kind: 'late' }

export type Group = {
  works: readonly Work[]
  definitions: Definitions
  /** What came due up to then is to be looked at before this group. */
  lookedUpTo: number
  newId(prefix: string): string
}

export async function performGroup(transaction: Transaction, group: Group): Promise<Performed> {
  const { definitions, newId } = group
  const works = await placed(transaction, group.works)
  const { state, revision, nextDue } = await loadState(
    transaction,
    needsOf(works, definitions),
    definitions,
  )
  if (revision !== definitions.revision) return { kind: 'outdated' }
  if (nextDue <= group.lookedUpTo) return { kind: 'late' }
  const factsOf = factsFrom(state, definitions)
  const context = { state, definitions, factsOf, newId }
  const dones = works.map((work) => perform(context, work))
  return { kind: 'performed', dones, state }
}

function perform(context: Context, work: Work): Done {
  const done: Done = {
    accepted: 0,
    repeated: 0,
    refused: [],
    decisions: [],
    armed: [],
    shown: [],
    placements: [],
    seq: 0,
  }
  work.inputs.forEach((input, index) => {
    const applied = applyInput(context, input)
    if (typeof applied === 'object') {
      const { refused: issues, ...why } = applied
      done.refused.push({ index, issues, ...why })
    } else done.accepted++
    if (applied === 'repeated') done.repeated++
  })
  for (const due of work.due ?? []) lookAt(context, due)
  for (const one of work.ends ?? []) endDueTrial(context, one, work.at)
  if (!work.question) return done
  const question = askedByErased(context.state, work.question)
  return { ...done, ...answer(context, question, work.at), seq: context.state.lastSeq }
}

function lookAt(context: Context, { trigger, account, user, at }: Due) {
  const { state, definitions } = context
  const place = wakeupPlace(trigger, account, user)
  const due = state.wakeups.get(place)
  const compiled = definitions.catalogue.timeDriven.find((one) => one.trigger.key === trigger)
  // What came before it in its minute may have looked already, and put off the next look.
  if (compiled && (due === undefined || due > at)) return
  if (compiled && !refusedAsErased(state, { account, user })) {
    evaluate(context, compiled, { account, user, now: at })
  }
  // Whatever came of it, this look has been made.
  if ((state.wakeups.get(place) ?? 0) <= at) state.out.wakeups.set(place, null)
}
