import { expect, test } from 'vitest'
import { mostFileBytes, mostFileEntries } from './format.ts'
import { readFile } from './read.ts'

const text = (value: unknown) => JSON.stringify(value, null, 2)
const issuesOf = (file: string) => {
  const read = readFile(file)
  return read.kind === 'invalid' ? read.issues : []
}

test('tells all faults of all definitions at once, each with path and line', () => {
  const file = text({
    format: 1,
    plans: { team: { name: 'Team', tier: 'high' }, Bad: { name: 'x', tier: 1 } },
    offers: { up: { kind: 'upgrade', name: '' } },
    cakes: {},
  })
  const found = issuesOf(file)
  expect(found.map(({ path, line }) => `${path} ${line}`)).toEqual([
    'cakes 19',
    'offers.up.name 16',
    'offers.up.plan 14',
    'plans.team.tier 6',
    'plans.Bad 8',
  ])
  expect(found[0]?.message).toContain('Unknown key "cakes"')
})

test.each([
  [{}, 'format', 'Which format is it? This Brim reads "format": 1'],
  [{ format: 2 }, 'format', 'This Brim reads format 1, and not 2'],
  [[], '', 'Expected an object with "format" and definitions'],
  [{ format: 1, plans: [] }, 'plans', 'Expected an object: the plans by their keys'],
  [
    { format: 1, plans: { a: { key: 'a', name: 'A', tier: 0 } } },
    'plans.a.key',
    'The key stands before it already',
  ],
])('%j', (file, path, message) => {
  expect(issuesOf(text(file))).toMatchObject([{ path, message }])
})

test('one that is too large is not read', () => {
  const [issue] = issuesOf(' '.repeat(mostFileBytes + 1))
  expect(issue?.message).toContain('too large')
})

test('one of too many definitions is not looked at', () => {
  const plans = Array.from({ length: mostFileEntries }, (_, i) => [`p${i}`, { name: 'P', tier: 1 }])
  const offers = { up: { kind: 'upgrade', name: 'Up', plan: 'p0' } }
  const file = { format: 1, plans: Object.fromEntries(plans), offers }
  expect(issuesOf(text({ ...file, offers: {} }))).toEqual([])
  expect(issuesOf(text(file)).map(({ message }) => message)).toEqual([
    'There are 2001 definitions: at most 2000 are read at once',
  ])
})

test('the usual is filled in, and what is paused is told apart', () => {
  const read = readFile(
    text({ format: 1, plans: { team: { name: 'Team', tier: 1, paused: true } } }),
  )
  if (read.kind !== 'read') throw new Error(JSON.stringify(read.issues))
  expect(read.entries).toEqual([
    {
      kind: 'plan',
      key: 'team',
      isPaused: true,
      body: { key: 'team', name: 'Team', tier: 1, prices: [], limits: {}, features: [] },
    },
  ])
})
