/** What a signal sets off for accounts of one kind: who is told, in the product or at sales. */
import { z } from 'zod'
import { evidence } from '../account/signal.ts'
import { accountCondition } from '../definition/account-condition.ts'
import { family } from '../definition/trigger.ts'
import { duration } from '../value/duration.ts'
import { key } from '../value/key.ts'

/** The key of a destination of the workspace. Its id is taken too, and kept as its key. */
const destination = z.string().min(1, 'Choose a destination').max(64)

/**
 * `nudge`: prompts may use the signal, all of them or these. `alert`: a message to the account’s owner,
 * or to a destination such as a channel. `digest`: a line in the owner’s next digest, and no message of
 * its own. `task` and `webhook`: the signal with its evidence, to a CRM or a program.
 */
export const playAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nudge'), nudges: z.array(key).max(50).default([]) }),
  z.strictObject({ kind: z.literal('alert'), destination: destination.optional() }),
  z.strictObject({ kind: z.literal('digest') }),
  z.strictObject({ kind: z.literal('task'), destination }),
  z.strictObject({ kind: z.literal('webhook'), destination }),
])
export type PlayAction = z.infer<typeof playAction>
export type PlayActionKind = PlayAction['kind']

/** So many people of the account have shown it, the one at hand included. */
export const manyPeople = z.strictObject({
  atLeast: z.number().int().min(2).max(1000),
  within: duration,
})
export type ManyPeople = z.infer<typeof manyPeople>

/** So ready the account is, by the score that accounts are ranked by, in whole points of 100. */
export const howReady = z.strictObject({ atLeast: z.number().int().min(0).max(100) })
export type HowReady = z.infer<typeof howReady>

export const play = z
  .strictObject({
    key,
    name: z.string().min(1).max(120),
    /** Signals of these triggers, and of all triggers of these families. */
    when: z
      .strictObject({
        triggers: z.array(key).max(100).default([]),
        families: z.array(family).max(20).default([]),
      })
      .refine((one) => one.triggers.length + one.families.length > 0, {
        path: ['triggers'],
        error: 'Which signals? Name a trigger or a family',
      }),
    /** What is absent asks for nothing. */
    for: z
      .strictObject({
        /** Traits of the account and its age. */
        accounts: accountCondition.optional(),
        people: manyPeople.optional(),
        /** One that has no score yet is not that ready, whatever is asked. */
        readiness: howReady.optional(),
      })
      .default({}),
    actions: z.array(playAction).min(1, 'What is to happen?').max(10),
    /** Higher is looked at first; of the same, in the order of their keys. */
    priority: z.number().int().min(-100).max(100).default(0),
    /** Where it fits, no play after it is looked at for the signal. */
    stops: z.boolean().default(true),
  })
  .superRefine(({ actions }, context) => {
    actions.forEach((action, i) => {
      const isRepeated = actions.slice(0, i).some((other) => isSameWay(other, action))
      const message = 'It does this already'
      if (isRepeated) context.addIssue({ code: 'custom', path: ['actions', i, 'kind'], message })
    })
  })
  .meta({ id: 'Play' })
export type Play = z.infer<typeof play>

/** The owner hears of a signal by one way; a destination is told of it once. */
function isSameWay(a: PlayAction, b: PlayAction): boolean {
  if (reachesOwner(a) && reachesOwner(b)) return true
  return a.kind === b.kind && placeIn(a) === placeIn(b)
}

/** `undefined` where it leads to no destination of its own. */
const placeIn = (action: PlayAction) => ('destination' in action ? action.destination : undefined)

/** It comes to whoever owns the account, by an alert or in a digest. */
export function reachesOwner(action: PlayAction): boolean {
  return action.kind === 'digest' || (action.kind === 'alert' && action.destination === undefined)
}

/** It has somebody at sales see to the account. */
export function goesToSales({ kind }: PlayAction): boolean {
  return kind === 'alert' || kind === 'digest' || kind === 'task'
}

/**
 * What became of a play that was looked at for a signal. `out_of_audience`, `too_few_people`: it is not
 * for that account, or not yet. `not_ready`, `no_score`: its readiness is less, or nobody has reckoned it
 * yet. `readiness_unknown`: of a dry run, for which nobody knows any more how ready the account was.
 * `after_another`: a play before it was for it. `holdout`: the account is measured and nobody is told.
 */
export const playOutcomes = [
  'acted',
  'out_of_audience',
  'too_few_people',
  'not_ready',
  'no_score',
  'readiness_unknown',
  'after_another',
  'holdout',
] as const
export type PlayOutcome = (typeof playOutcomes)[number]

/** What became of a play for one signal of an account. */
export const playedSignal = z
  .object({
    play: z.string(),
    version: z.number(),
    signal: z.string(),
    account: z.string(),
    user: z.string().nullable(),
    /** Epoch ms: when the signal fired. */
    at: z.number(),
    outcome: z.enum(playOutcomes),
    /** What it asks of accounts, with what was seen. */
    evidence: z.array(evidence),
    /** How many have shown it; null where it does not ask. */
    people: z.number().nullable(),
    /** The account’s score then, in whole points; null where it does not ask, or there was none. */
    readiness: z.number().nullable(),
    /** The play that went before. */
    after: z.string().nullable(),
  })
  .meta({ id: 'PlayedSignal' })
export type PlayedSignal = z.infer<typeof playedSignal>

/** Newest signals first. */
export const playedSignals = z
  .object({ plays: z.array(playedSignal) })
  .meta({ id: 'PlayedSignals' })
export type PlayedSignals = z.infer<typeof playedSignals>
