import { expect, test } from 'vitest'
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import { planImport } from './plan-import.ts'
import type { Stored } from './stored-definitions.ts'

/** In what a definition that is there differs from the file's. */
function differences(kind: DefinitionKind, before: object, after: object) {
  const key = 'one'
  const body = { key, name: 'One', ...after } as unknown as DefinitionBody
  const draft = { key, name: 'One', ...before }
  const stored = { kind, key, draft, published: null, status: 'draft' } as unknown as Stored
  const [planned] = planImport([{ kind, key, body, isPaused: false }] as never, [stored], {
    publish: false,
    remove: false,
  })
  return planned?.differences
}

const seats = (gte: number) => ({ trait: 'account.seats', gte })

test.each([
  ['trigger', { when: seats(3), cooldown: '1d' }, { when: seats(4), cooldown: '1d' }, 'when'],
  ['nudge', { audience: { all: [seats(3)] } }, { audience: { all: [seats(4)] } }, 'audience'],
  ['play', { for: { accounts: seats(3) } }, { for: { accounts: seats(4) } }, 'for.accounts'],
] as const)('tells the condition of a %s whole', (kind, before, after, path) => {
  const at = (body: object) =>
    path.split('.').reduce<unknown>((of, part) => Reflect.get(of as object, part), body)
  expect(differences(kind, before, after)).toEqual([{ path, before: at(before), after: at(after) }])
})

test('tells of a condition that comes or goes that the other side has none', () => {
  expect(differences('play', { for: {} }, { for: { accounts: seats(4) } })).toEqual([
    { path: 'for.accounts', after: seats(4) },
  ])
  expect(differences('nudge', { audience: seats(4) }, {})).toEqual([
    { path: 'audience', before: seats(4) },
  ])
})

test('tells the rest place by place', () => {
  const before = { when: { triggers: ['a'], families: [] }, for: { readiness: { atLeast: 3 } } }
  const after = { when: { triggers: ['b'], families: [] }, for: { readiness: { atLeast: 4 } } }
  expect(differences('play', before, after)?.map(({ path }) => path)).toEqual([
    'for.readiness.atLeast',
    'when.triggers.0',
  ])
})
