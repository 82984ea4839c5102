import { expect, test } from 'vitest'
import { askServer, clockOf, noLag } from './server-clock.ts'

const at = Date.UTC(2026, 10, 28, 12)
const minute = 60_000

/** A machine and a server, each with a clock of its own, and a network between. */
const world = () => {
  const lag = noLag()
  const here = { ownOffMs: 0, wayMs: 0, passedMs: 0, off: [] as number[] }
  const own = () => at + here.passedMs + here.ownOffMs
  const ask = (withinMs = 1_000) =>
    askServer(
      {
        client: {
          execute: async () => {
            const [there, back] = [here.wayMs / 2, here.wayMs / 2]
            here.passedMs += there
            const answer = { rows: [{ at: at + here.passedMs }] }
            here.passedMs += back
            return answer as never
          },
        },
        lag,
        own,
        elapsed: () => here.passedMs,
        onOff: (ms) => here.off.push(ms),
      },
      withinMs,
    )
  return { here, ask, errorMs: () => clockOf(lag, own)() - (at + here.passedMs) }
}

test.each([-2 * 24 * 60 * minute, -5 * minute, 5 * minute, 2 * 24 * 60 * minute])(
  'a clock that is off by %d ms says what the server says',
  async (ownOffMs) => {
    const { here, ask, errorMs } = world()
    Object.assign(here, { ownOffMs, wayMs: 40 })
    await ask()
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(1)
    expect(here.off).toEqual([-ownOffMs])
    // And where it is set right.
    here.ownOffMs = 0
    await ask()
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(1)
  },
)

test('what the way to the server may have taken is no difference', async () => {
  const { here, ask, errorMs } = world()
  Object.assign(here, { ownOffMs: 15, wayMs: 40 })
  await ask()
  expect(errorMs()).toBe(15)
  expect(here.off).toEqual([])
})

test('an answer that was too long on its way changes nothing, but for the first', async () => {
  const { here, ask, errorMs } = world()
  Object.assign(here, { ownOffMs: 5 * minute, wayMs: 3_000 })
  await ask()
  expect(errorMs()).toBe(5 * minute)
  await ask(Number.POSITIVE_INFINITY)
  expect(Math.abs(errorMs())).toBeLessThanOrEqual(1)
})
