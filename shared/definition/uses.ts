/** Which definition refers to which: what has to be changed before something can go. No schema in here. */

import type { Play } from '../play/play.ts'
import type { DefinitionBody, DefinitionKind } from './definition.ts'
import type { Nudge } from './nudge.ts'
import type { Offer } from './plan.ts'
import type { Condition, Measure, Trigger } from './trigger.ts'

export type Reference = { kind: DefinitionKind; key: string }

/** A definition that refers to another. */
export type Use = Reference & { name: string }

type Stored = { key: string; draft: DefinitionBody; published: DefinitionBody | null }

/** By kind, all there are of it. */
export type AllDefinitions = Partial<Record<DefinitionKind, readonly Stored[]>>

const order: readonly DefinitionKind[] = ['plan', 'offer', 'meter', 'trigger', 'nudge', 'play']

/** Those whose draft or published version refers to it, by kind and name. */
export function usesOf({ kind, key }: Reference, all: AllDefinitions): Use[] {
  return order.flatMap((of) =>
    (all[of] ?? [])
      .filter((one) =>
        [one.draft, one.published].some(
          (body) =>
            body !== null &&
            referencesOf(of, body).some((to) => to.kind === kind && to.key === key),
        ),
      )
      .map((one) => ({ kind: of, key: one.key, name: one.draft.name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
}

export function referencesOf(kind: DefinitionKind, body: DefinitionBody): Reference[] {
  switch (kind) {
    case 'plan':
    case 'meter':
      return []
    case 'offer':
      return planIn(body as Offer)
    case 'trigger':
      return ofTrigger(body as Trigger)
    case 'nudge':
      return ofNudge(body as Nudge)
    case 'play':
      return ofPlay(body as Play)
    default:
      return kind satisfies never
  }
}

function planIn(offer: Offer): Reference[] {
  return 'plan' in offer ? [{ kind: 'plan', key: offer.plan }] : []
}

function ofTrigger({ recommends, when }: Trigger): Reference[] {
  const own: Reference[] = recommends === undefined ? [] : [{ kind: 'offer', key: recommends }]
  return [...own, ...measuresIn(when).flatMap(ofMeasure)]
}

function ofMeasure(measure: Measure): Reference[] {
  if ('meter' in measure) return [{ kind: 'meter', key: measure.meter.name }]
  if ('signals' in measure) return [{ kind: 'trigger', key: measure.signals.trigger }]
  if ('trial' in measure && measure.trial.offer !== undefined) {
    return [{ kind: 'offer', key: measure.trial.offer }]
  }
  return []
}

function measuresIn(node: Condition): Measure[] {
  if ('all' in node) return node.all.flatMap(measuresIn)
  if ('any' in node) return node.any.flatMap(measuresIn)
  if ('not' in node) return measuresIn(node.not)
  return 'measure' in node ? [node.measure] : []
}

function ofNudge({ offer, trigger, meter, placement }: Nudge): Reference[] {
  const meters = [meter, placement.startsWith('meter:') ? placement.slice(6) : undefined]
  return [
    { kind: 'offer', key: offer },
    ...(trigger === undefined ? [] : [{ kind: 'trigger' as const, key: trigger }]),
    ...[...new Set(meters)].flatMap((key) =>
      key === undefined ? [] : [{ kind: 'meter' as const, key }],
    ),
  ]
}

function ofPlay({ when, actions }: Play): Reference[] {
  const nudges = actions.flatMap((action) => (action.kind === 'nudge' ? action.nudges : []))
  return [
    ...when.triggers.map((key) => ({ kind: 'trigger' as const, key })),
    ...nudges.map((key) => ({ kind: 'nudge' as const, key })),
  ]
}
