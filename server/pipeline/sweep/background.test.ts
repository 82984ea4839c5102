import { expect, test } from 'vitest'
import { createBackground } from './background.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Work that ends as the test says, and pauses that end when it says so. */
function underTest() {
  const ends: { resolve(): void; reject(error: Error): void }[] = []
  const pauses: { ms: number; isOff: boolean; end(): void }[] = []
  const background = createBackground(
    () =>
      new Promise<void>((resolve, reject) => {
        ends.push({ resolve, reject })
      }),
    (ms, run) => {
      const pause = { ms, isOff: false, end: run }
      pauses.push(pause)
      return () => {
        pause.isOff = true
      }
    },
  )
  const fail = async () => {
    ends.at(-1)?.reject(new Error('locked'))
    await settle()
  }
  const succeed = async () => {
    ends.at(-1)?.resolve()
    await settle()
  }
  return { background, ends, pauses, fail, succeed }
}

test('what breaks off goes on after a moment, a longer one each time, and soon again once it was well', async () => {
  const { background, ends, pauses, fail, succeed } = underTest()
  background.start()
  for (let i = 0; i < 12; i++) {
    await fail()
    pauses.at(-1)?.end()
  }
  expect(pauses.map((one) => one.ms).slice(0, 4)).toEqual([100, 200, 400, 800])
  expect(pauses.at(-1)?.ms).toBe(30_000)
  await succeed()
  expect([ends.length, pauses.length]).toEqual([13, 12])
  background.start()
  await fail()
  expect(pauses.at(-1)?.ms).toBe(100)
})

test('whoever asks does not wait for the pause, and it is not done twice', async () => {
  const { background, ends, pauses, fail } = underTest()
  background.start()
  await fail()
  background.start()
  expect([ends.length, pauses[0]?.isOff]).toEqual([2, true])
})

test('what is asked for meanwhile is looked at when it is over, and never beside it', async () => {
  const { background, ends, succeed } = underTest()
  background.start()
  background.start()
  background.start()
  expect(ends).toHaveLength(1)
  await succeed()
  expect(ends).toHaveLength(2)
  await succeed()
  expect(ends).toHaveLength(2)
})

test('stopped, it ends what it had begun and begins nothing', async () => {
  const { background, ends, pauses, fail } = underTest()
  background.start()
  const stopped = background.stop()
  background.start()
  await fail()
  await stopped
  background.start()
  await settle()
  expect([ends.length, pauses.length]).toEqual([1, 0])
})
