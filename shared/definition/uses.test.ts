import { expect, test } from 'vitest'
import type { DefinitionBody } from './definition.ts'
import { nudge } from './nudge.ts'
import { offer } from './plan.ts'
import { trigger } from './trigger.ts'
import { usesOf } from './uses.ts'

const stored = (draft: DefinitionBody, published: DefinitionBody | null = null) => ({
  key: draft.key,
  draft,
  published,
})
const up = offer.parse({ key: 'up', name: 'Up', kind: 'upgrade', plan: 'team' })
const ready = trigger.parse({
  key: 'ready',
  name: 'Ready',
  family: 'limit',
  subject: 'account',
  when: {
    all: [
      { not: { measure: { signals: { trigger: 'other', within: '7d', of: 'user' } }, gte: 1 } },
      { any: [{ measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 }] },
      { measure: { trial: { read: 'daysLeft', offer: 'try' } }, lte: 3 },
    ],
  },
  recommends: 'up',
})
const wall = nudge.parse({
  key: 'wall',
  name: 'Wall',
  format: 'meter',
  placement: 'meter:boards',
  trigger: 'ready',
  offer: 'up',
  copy: { en: { title: 'x', actions: [{ kind: 'link', label: 'x', url: '/' }] } },
})
const all = { offer: [stored(up)], trigger: [stored(ready)], nudge: [stored(wall)] }

test.each([
  ['plan', 'team', ['Up']],
  ['offer', 'up', ['Ready', 'Wall']],
  ['offer', 'try', ['Ready']],
  ['trigger', 'ready', ['Wall']],
  ['trigger', 'other', ['Ready']],
  ['meter', 'seats', ['Ready']],
  ['meter', 'boards', ['Wall']],
  ['plan', 'free', []],
] as const)('the %s %s is used by %j', (kind, key, names) => {
  expect(usesOf({ kind, key }, all).map((one) => one.name)).toEqual(names)
})

test('what is published counts, also where the draft no longer refers to it', () => {
  const changed = { offer: [stored({ ...up, plan: 'big' } as typeof up, up)] }
  expect(usesOf({ kind: 'plan', key: 'team' }, changed)).toHaveLength(1)
})
