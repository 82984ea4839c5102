import { expect, test } from 'vitest'
import { experiment as schema } from '../../../shared/definition/nudge.ts'
import { judge, type SeenArm } from './experiment.ts'
import { checkSampleRatio } from './sample-ratio.ts'
import { singles } from './share.ts'

const authored = (unit: 'account' | 'user' = 'account') =>
  schema.parse({
    key: 'prices',
    unit,
    arms: [
      { key: 'short', weight: 1 },
      { key: 'control', weight: 1, control: true },
    ],
  })

const arm = (key: string, units: number, bought: number): SeenArm => ({
  key,
  units,
  bought,
  clicked: key === 'control' ? null : singles(bought, units),
  earned: [],
})

const judged = (short: [number, number], control: [number, number]) =>
  judge(authored(), {
    arms: [arm('short', ...short), arm('control', ...control)],
    moved: 0,
    haveWeightsChanged: false,
  })

test.each([
  ['enough and clearly more', [5000, 700], [5000, 500], 'better'],
  ['enough and clearly less', [5000, 400], [5000, 500], 'worse'],
  ['enough and about the same', [5000, 510], [5000, 500], 'no_difference_seen'],
  ['clearly more, before there are enough', [300, 60], [300, 30], 'too_early'],
  ['one side that is too small', [300, 90], [5000, 500], 'too_early'],
  ['nobody who bought', [5000, 0], [5000, 0], 'too_early'],
  ['nobody on one side', [0, 0], [5000, 500], 'nothing_known'],
] as const)('says of %s what is known', (_, short, control, verdict) => {
  const { baseline, bought } = judged([...short], [...control])
  expect(baseline).toBe('control')
  expect(bought).toMatchObject([{ arm: 'short', verdict }])
})

test('compares clicks of what was drawn only, and with the first of it', () => {
  const three = schema.parse({
    key: 'words',
    arms: [
      { key: 'a', weight: 1 },
      { key: 'b', weight: 1 },
      { key: 'none', weight: 1, control: true },
    ],
  })
  const seen = {
    arms: [arm('a', 4000, 400), arm('b', 4000, 600), { ...arm('none', 4000, 300), clicked: null }],
    moved: 3,
    haveWeightsChanged: true,
  }
  const result = judge(three, seen)
  expect(result.clicked).toMatchObject([{ arm: 'b', verdict: 'better' }])
  expect(result.bought.map((one) => one.arm)).toEqual(['a', 'b'])
  expect(result.arms.map((one) => one.clicked?.hits)).toEqual([400, 600, undefined])
  expect(result).toMatchObject({
    moved: 3,
    sampleRatio: { kind: 'not_checked', why: 'weights_changed' },
  })
})

test('people of one account that was assigned count as less than so many draws', () => {
  const clicked = { clusters: 20, n: 200, y: 40, nn: 2000, yy: 400, ny: 400 }
  const arms = [{ ...arm('short', 20, 2), clicked }, arm('control', 20, 1)]
  const seen = { arms, moved: 0, haveWeightsChanged: false }
  const width = (unit: 'account' | 'user') => {
    const rate = judge(authored(unit), seen).arms[0]?.clicked
    return (rate?.high ?? 0) - (rate?.low ?? 0)
  }
  expect(width('account')).toBeGreaterThan(2.5 * width('user'))
})

// R. Kohavi et al., "Trustworthy Online Controlled Experiments", 2020, chapter 3: p = 1.8e-6.
test('finds that arms have other sizes than their weights say, and names them', () => {
  const found = checkSampleRatio([
    { key: 'control', weight: 1, seen: 821_588 },
    { key: 'treatment', weight: 1, seen: 815_482 },
  ])
  expect(found).toMatchObject({ kind: 'checked', isOff: true })
  expect(found.kind === 'checked' && found.p).toBeCloseTo(1.8e-6, 7)
  expect(found.kind === 'checked' && found.arms.map((one) => one.expected)).toEqual([
    818_535, 818_535,
  ])
})

test.each([
  ['as its weights say', [9, 1], [899, 101], { kind: 'checked', isOff: false }],
  ['far from them', [9, 1], [899, 180], { kind: 'checked', isOff: true }],
  ['too few to tell', [9, 1], [20, 9], { kind: 'not_checked', why: 'too_few' }],
  ['one arm that gets nobody', [1, 0], [500, 0], { kind: 'not_checked', why: 'too_few' }],
] as const)('checks arms that are %s', (_, weights, seen, expected) => {
  const shares = weights.map((weight, i) => ({ key: `arm-${i}`, weight, seen: seen[i] ?? 0 }))
  expect(checkSampleRatio(shares)).toMatchObject(expected)
})
