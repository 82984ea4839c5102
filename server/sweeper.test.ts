import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../shared/value/duration.ts'
import { createLogger } from './log.ts'
import { startSweeper } from './sweeper.ts'

/** Three workspaces; the database of the second one fails. `arrived`: when something came to the third. */
function broken(arrived: readonly number[] = [], names = ['w1', 'w2', 'w3']) {
  const clock = { now: 0, elapsed: 0 }
  const seen: string[] = []
  const warned: string[] = []
  const look = (what: string) => async (workspace: string) => {
    if (workspace === 'w2') throw new Error('The database is broken')
    seen.push(`${what} ${workspace}`)
    return 0
  }
  const sweeper = startSweeper({
    pipeline: { sweep: look('sweep'), retire: look('retire') },
    workspaces: async () => names,
    lastArrival: async (workspace, before) => {
      if (workspace === 'w2') throw new Error('The database is broken')
      return workspace === 'w3' ? arrived.findLast((at) => at < before) : undefined
    },
    retireControl: async () => void seen.push('retire control'),
    log: Object.assign(createLogger('silent'), {
      warn: (_: unknown, message: string) => void warned.push(message),
    }),
    now: () => clock.now,
    elapsed: () => clock.elapsed,
  })
  onTestFinished(sweeper.stop)
  const pass = (ms: number) => {
    clock.now += ms
    clock.elapsed += ms
  }
  const retired = async () => {
    seen.length = 0
    await sweeper.sweep()
    return seen.filter((one) => one.startsWith('retire')).length
  }
  return { sweeper, clock, pass, seen, warned, retired }
}

test('a workspace whose database fails keeps none of the others from being swept', async () => {
  const { sweeper, seen } = broken()
  await sweeper.sweep()
  expect(seen.filter((one) => one.startsWith('sweep'))).toEqual(['sweep w1', 'sweep w3'])
})

test('what nobody needs is removed after the start and then hour by hour, also while one workspace fails', async () => {
  const { sweeper, pass, seen } = broken()
  await sweeper.sweep()
  pass(hourMs - 1)
  await sweeper.sweep()
  expect(seen.filter((one) => one.startsWith('retire'))).toEqual([
    'retire w1',
    'retire w3',
    'retire control',
  ])
})

test.each([400 * dayMs, -400 * dayMs])(
  'a clock that was set by %i ms removes nothing for a day, and is believed then',
  async (jump) => {
    const { clock, pass, retired } = broken()
    expect(await retired()).toBe(3)
    clock.now += jump
    pass(hourMs)
    expect(await retired()).toBe(0)
    pass(dayMs - 1)
    expect(await retired()).toBe(0)
    pass(1)
    expect(await retired()).toBe(3)
    pass(hourMs)
    expect(await retired()).toBe(3)
  },
)

const doubts = 'the clock may be ahead: nothing is removed for a day'

test('a clock that is ahead at the start removes nothing for a day, and is believed then', async () => {
  const { pass, warned, retired } = broken([-800 * dayMs, -minuteMs])
  expect(await retired()).toBe(0)
  expect(warned.filter((one) => one === doubts)).toHaveLength(1)
  pass(dayMs - 1)
  expect(await retired()).toBe(0)
  pass(1)
  expect(await retired()).toBe(3)
  pass(hourMs)
  expect(await retired()).toBe(3)
  expect(warned.filter((one) => one === doubts)).toHaveLength(1)
})

test.each([
  ['nothing has come yet', []],
  ['all that there is came today', [-hourMs]],
  ['something came in the week before', [-500 * dayMs, -7 * dayMs]],
])('the clock is believed at the start where %s', async (_, arrived) => {
  const { warned, retired } = broken(arrived)
  expect(await retired()).toBe(3)
  expect(warned).not.toContain(doubts)
})

test('a node whose turn comes later looks at its clock then', async () => {
  const names: string[] = []
  const { pass, retired } = broken([-800 * dayMs], names)
  await retired()
  names.push('w1', 'w3')
  pass(hourMs)
  expect(await retired()).toBe(0)
  pass(dayMs)
  expect(await retired()).toBe(3)
})
