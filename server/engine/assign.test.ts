import fc from 'fast-check'
import { expect, test } from 'vitest'
import { armOf, isHeldOut, shareOf } from './assign.ts'

// What was published stays: a changed line here would move accounts between groups.
test.each([
  ['seed', 'holdout', 'acme', 0.3689026968786493],
  ['seed', 'holdout', 'globex', 0.5062632403569296],
  ['other', 'holdout', 'acme', 0.18789304525125772],
  ['seed', 'prices', 'acme', 0.5323255745461211],
  ['seed', 'prices', 'Überkonto', 0.6914035474183038],
] as const)('shareOf(%j, %j, %j) is golden', (seed, salt, subject, share) => {
  expect(shareOf(seed, salt, subject)).toBe(share)
})

const where = { seed: 'seed', experiment: 'prices' }
const even = [
  { key: 'control', weight: 1 },
  { key: 'short', weight: 1 },
  { key: 'long', weight: 1 },
]
const accounts = Array.from({ length: 30_000 }, (_, i) => `account-${i}`)

test('the arms of known accounts are golden', () => {
  expect(accounts.slice(0, 12).map((one) => armOf(where, even, one)?.key)).toMatchInlineSnapshot(`
    [
      "long",
      "long",
      "long",
      "short",
      "long",
      "control",
      "long",
      "short",
      "control",
      "short",
      "control",
      "short",
    ]
  `)
})

/** The statistic of Pearson's test, with as many degrees of freedom as cells less one. */
function chiSquare(counts: number[], expected: number[]): number {
  return counts.reduce((sum, n, i) => sum + (n - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 1), 0)
}

test('shares are even', () => {
  const cells = new Array<number>(20).fill(0)
  for (const one of accounts) {
    const cell = Math.floor(shareOf('seed', 'holdout', one) * 20)
    cells[cell] = (cells[cell] ?? 0) + 1
  }
  // 99.9 % of even draws stay below this with 19 degrees of freedom.
  expect(chiSquare(cells, new Array(20).fill(1500))).toBeLessThan(43.8)
})

test('arms are drawn in proportion to their weights', () => {
  const arms = [1, 2, 5].map((weight) => ({ key: `w${weight}`, weight }))
  const counts = arms.map(
    ({ key }) => accounts.filter((one) => armOf(where, arms, one)?.key === key).length,
  )
  // 99.9 % with 2 degrees of freedom.
  expect(chiSquare(counts, [3750, 7500, 18_750])).toBeLessThan(13.8)
})

test('arms and holdout, and arms of two experiments, have nothing to do with each other', () => {
  const heldOut = accounts.filter((one) => isHeldOut('seed', 0.2, one))
  const short = heldOut.filter((one) => armOf(where, even, one)?.key === 'short')
  expect(Math.abs(short.length / heldOut.length - 1 / 3)).toBeLessThan(0.03)
  const other = { ...where, experiment: 'words' }
  const same = accounts.filter((one) => armOf(where, even, one) === armOf(other, even, one))
  expect(Math.abs(same.length / accounts.length - 1 / 3)).toBeLessThan(0.02)
})

const weight = fc.integer({ min: 0, max: 100 })

test('a changed weight moves accounts to or from its own arm only', () => {
  fc.assert(
    fc.property(
      fc.array(weight, { minLength: 2, maxLength: 6 }),
      weight,
      fc.string(),
      fc.nat(),
      (weights, changed, subject, which) => {
        const place = which % weights.length
        const before = weights.map((one, i) => ({ key: `${i}`, weight: one }))
        const after = before.map((one, i) => (i === place ? { ...one, weight: changed } : one))
        const from = armOf(where, before, subject)?.key
        const to = armOf(where, after, subject)?.key
        const isMoved = from !== to
        expect(!isMoved || from === `${place}` || to === `${place}`).toBe(true)
        if (isMoved && from !== undefined && to !== undefined) {
          expect(to === `${place}`).toBe(changed > (weights[place] ?? 0))
        }
      },
    ),
    { numRuns: 10_000 },
  )
})

test('an arm without weight is never drawn, and no weight at all draws none', () => {
  fc.assert(
    fc.property(fc.string(), (subject) => {
      const arms = [
        { key: 'none', weight: 0 },
        { key: 'some', weight: 3 },
      ]
      expect(armOf(where, arms, subject)?.key).toBe('some')
      expect(armOf(where, [{ key: 'none', weight: 0 }], subject)).toBeUndefined()
    }),
    { numRuns: 10_000 },
  )
})

test('a greater holdout keeps everyone who was in the smaller', () => {
  fc.assert(
    fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (account, share) => {
      expect(!isHeldOut('seed', share / 2, account) || isHeldOut('seed', share, account)).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})
