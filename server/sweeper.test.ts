import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs } from '../shared/duration.ts'
import { createLogger } from './log.ts'
import { startSweeper } from './sweeper.ts'

/** Three workspaces; the database of the second one fails. */
function broken() {
  const clock = { now: 0, elapsed: 0 }
  const seen: string[] = []
  const look = (what: string) => async (workspace: string) => {
    if (workspace === 'w2') throw new Error('The database is broken')
    seen.push(`${what} ${workspace}`)
    return 0
  }
  const sweeper = startSweeper({
    pipeline: { sweep: look('sweep'), retire: look('retire') },
    workspaces: async () => ['w1', 'w2', 'w3'],
    retireControl: async () => void seen.push('retire control'),
    log: createLogger('silent'),
    now: () => clock.now,
    elapsed: () => clock.elapsed,
  })
  onTestFinished(sweeper.stop)
  const pass = (ms: number) => {
    clock.now += ms
    clock.elapsed += ms
  }
  return { sweeper, clock, pass, seen }
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
    const { sweeper, clock, pass, seen } = broken()
    const retired = async () => {
      seen.length = 0
      await sweeper.sweep()
      return seen.filter((one) => one.startsWith('retire')).length
    }
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
