import { expect, onTestFinished, test } from 'vitest'
import { createOpenSet, idleMs } from './open-set.ts'

const later = () => {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** Counts what is open, and lets a test say when something may open, close or be over. */
const setUp = (most = 3) => {
  const clock = { now: 1_000_000 }
  const open = new Set<string>()
  const told: string[] = []
  const gates = new Map<string, Promise<void>>()
  const set = createOpenSet<string>({
    open: async (id) => {
      await gates.get(`open ${id}`)
      if (open.has(id)) throw new Error(`${id} is open twice`)
      open.add(id)
      told.push(`open ${id}`)
      return id
    },
    close: async (_, id) => {
      await gates.get(`close ${id}`)
      open.delete(id)
      told.push(`close ${id}`)
    },
    most,
    now: () => clock.now,
  })
  onTestFinished(() => set.close())
  const gate = (what: string) => {
    const { promise, resolve } = later()
    gates.set(what, promise)
    return () => {
      gates.delete(what)
      resolve()
    }
  }
  return { set, clock, open, told, gate, use: (id: string) => set.use(id, async (one) => one) }
}

test('what is used twice is opened once', async () => {
  const { use, told } = setUp()
  expect(await Promise.all([use('a'), use('a')])).toEqual(['a', 'a'])
  expect(await use('a')).toBe('a')
  expect(told).toEqual(['open a'])
})

test('what nobody has used for a while is closed, and opened again when it is needed', async () => {
  const { set, clock, use, told } = setUp()
  await use('a')
  clock.now += idleMs - 1
  await use('b')
  await set.tidy()
  expect(told).toEqual(['open a', 'open b'])
  clock.now += 1
  await set.tidy()
  expect(told).toEqual(['open a', 'open b', 'close a'])
  expect(await use('a')).toBe('a')
})

test('what is in use stays open, however long it takes', async () => {
  const { set, clock, open } = setUp()
  const over = later()
  const long = set.use('a', () => over.promise)
  await set.use('b', async () => {})
  clock.now += 10 * idleMs
  await set.tidy()
  expect([...open]).toEqual(['a'])
  over.resolve()
  await long
  await set.tidy()
  expect([...open]).toEqual([])
})

test('beyond the bound the one that was used least recently is closed', async () => {
  const { clock, use, open } = setUp(3)
  for (const id of ['a', 'b', 'c', 'a', 'd']) {
    clock.now++
    await use(id)
  }
  expect([...open].sort()).toEqual(['a', 'c', 'd'])
})

test('ten thousand that are used one after the other are never open together', async () => {
  const { use, open } = setUp(50)
  let mostOpen = 0
  for (let i = 0; i < 10_000; i++) {
    await use(`w${i}`)
    mostOpen = Math.max(mostOpen, open.size)
  }
  expect(mostOpen).toBeLessThanOrEqual(51)
})

test('more than the bound are open only while they are in use', async () => {
  const { set, open } = setUp(2)
  const over = later()
  const works = Array.from({ length: 10 }, (_, i) => set.use(`w${i}`, () => over.promise))
  await Promise.resolve()
  over.resolve()
  await Promise.all(works)
  await Promise.resolve()
  expect(open.size).toBe(2)
})

test('a look keeps nothing open', async () => {
  const { set, clock, use, open } = setUp(3)
  await use('a')
  clock.now += idleMs
  await set.look('a', async () => {})
  await set.look('b', async () => {})
  expect([...open]).toEqual(['a', 'b'])
  await set.tidy()
  expect([...open]).toEqual([])
})

test('it is opened anew only after it has been closed', async () => {
  const { set, clock, use, told, gate } = setUp()
  await use('a')
  clock.now += idleMs
  const letClose = gate('close a')
  const tidied = set.tidy()
  const again = use('a')
  letClose()
  await tidied
  expect(await again).toBe('a')
  expect(told).toEqual(['open a', 'close a', 'open a'])
})

test('what could not be opened is tried again', async () => {
  let tries = 0
  const set = createOpenSet({
    open: async () => {
      if (++tries === 1) throw new Error('no such file')
      return tries
    },
    close: () => {},
    most: 1,
    now: () => 0,
  })
  onTestFinished(() => set.close())
  const one = async (opened: number) => opened
  await expect(set.use('a', one)).rejects.toThrow('no such file')
  expect(await set.use('a', one)).toBe(2)
})

test('work that fails lets go of it', async () => {
  const { set, clock, open } = setUp()
  const fails = set.use('a', () => Promise.reject(new Error('no')))
  await expect(fails).rejects.toThrow('no')
  clock.now += idleMs
  await set.tidy()
  expect(open.size).toBe(0)
})

test('closing waits for what is in use, and opens nothing more', async () => {
  const { set, use, told } = setUp()
  const over = later()
  const work = set.use('a', () => over.promise).then(() => told.push('done'))
  await use('b')
  const closed = set.close()
  over.resolve()
  await closed
  await work
  expect(told).toEqual(['open a', 'open b', 'done', 'close a', 'close b'])
  await expect(use('c')).rejects.toThrow('for good')
})

test('what a hundred closed ones have held is collected', async () => {
  const opened: WeakRef<object>[] = []
  const set = createOpenSet<object>({
    open: async (id) => {
      const one = { id }
      opened.push(new WeakRef(one))
      return one
    },
    close: () => {},
    most: 1,
    now: () => 0,
  })
  onTestFinished(() => set.close())
  for (let i = 0; i < 101; i++) await set.use(`w${i}`, async () => {})
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(opened.slice(0, 90).filter((one) => one.deref() !== undefined)).toEqual([])
})
