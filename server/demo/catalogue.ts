/** Everything that Tideboard's marketers have published. */
import type { DefinitionBody, DefinitionKind } from '../../shared/definition/definition.ts'
import { nudges } from './catalogue/nudges.ts'
import { offers, plans } from './catalogue/plans.ts'
import { plays } from './catalogue/plays.ts'
import { triggers } from './catalogue/triggers.ts'

export type Authored = {
  [K in DefinitionKind]: { kind: K; body: DefinitionBody<K> }
}[DefinitionKind]

/** In an order in which each one finds what it refers to. */
export const catalogue: Authored[] = [
  ...plans.map((body) => ({ kind: 'plan' as const, body })),
  ...offers.map((body) => ({ kind: 'offer' as const, body })),
  ...triggers.map((body) => ({ kind: 'trigger' as const, body })),
  ...nudges.map((body) => ({ kind: 'nudge' as const, body })),
  ...plays.map((body) => ({ kind: 'play' as const, body })),
]
