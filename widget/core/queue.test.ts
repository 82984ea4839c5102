import { beforeEach, expect, test, vi } from 'vitest'
import type { WidgetItem } from '../../shared/event/event.ts'
import { createQueue } from './queue.ts'

const mira = { user: { id: 'mira' }, account: { id: 'harbour' } }
const noor = { user: { id: 'noor' } }

const event = (messageId: string, over: Partial<WidgetItem> = {}) =>
  ({
    type: 'event',
    messageId,
    name: 'moved',
    occurredAt: '2026-11-23T11:00:00.000Z',
    ...over,
  }) as WidgetItem

/** Behaves as `localStorage`: its keys are its own enumerable properties. */
const createArea = (): Storage & Record<string, string> =>
  Object.create({
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key]
    },
  })

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

const throws = () => {
  throw new DOMException('denied', 'SecurityError')
}
const full = () => Object.assign(createArea(), { setItem: throws })

const setUp = (storage: () => Storage = createArea, ownKey = 'brim:pk:1') => {
  const dropped: number[] = []
  const queue = createQueue({
    storage,
    prefix: 'brim:pk:',
    ownKey,
    onDrop: (count) => dropped.push(count),
  })
  return { queue, dropped }
}
const ids = (entries: { item: WidgetItem }[]) => entries.map(({ item }) => item.messageId)

test.each([
  ['works', () => createArea()],
  ['is forbidden', throws],
  ['is full', full],
] as [string, () => Storage][])('keeps its promises where storage %s', (_, storage) => {
  const { queue } = setUp(storage)
  queue.add(mira, event('a'))
  queue.add(mira, event('b'))
  const batch = queue.take()
  expect(ids(batch)).toEqual(['a', 'b'])
  expect(queue.take(), 'what is on its way is not taken twice').toEqual([])
  queue.settle(batch, false)
  const again = queue.take()
  expect(ids(again), 'what failed is taken again, with its ids').toEqual(['a', 'b'])
  queue.settle(again, true)
  expect(queue.take()).toEqual([])
  expect(queue.others()).toEqual([])
  queue.clear()
})

test('a batch is about one person, whoever waits longest', () => {
  const { queue } = setUp()
  queue.add(noor, event('a'))
  queue.add(mira, event('b'))
  queue.add(noor, event('c'))
  const first = queue.take()
  expect([first[0]?.who, ids(first)]).toEqual([noor, ['a', 'c']])
  expect(ids(queue.take())).toEqual(['b'])
})

test('takes for the person who is wanted', () => {
  const { queue } = setUp()
  queue.add(noor, event('a'))
  queue.add(mira, event('b'))
  expect(ids(queue.take(mira))).toEqual(['b'])
})

test('what is nobody’s yet waits, and leaves no trace, until somebody claims it', () => {
  const area = createArea()
  const { queue } = setUp(() => area)
  queue.add(undefined, event('early'))
  queue.add(noor, event('a'))
  expect(ids(queue.take())).toEqual(['a'])
  queue.save()
  expect(area['brim:pk:1']).toContain('"a"')
  expect(area['brim:pk:1']).not.toContain('early')
  queue.claim(mira)
  expect(queue.take()).toMatchObject([{ who: mira, item: { messageId: 'early' } }])
})

test('a batch has 100 items at most', () => {
  const { queue } = setUp()
  for (let i = 0; i < 150; i++) queue.add(mira, event(`${i}`))
  expect(queue.take()).toHaveLength(100)
})

test('a batch stays under 30 kB, counted in bytes', () => {
  const { queue } = setUp()
  for (let i = 0; i < 5; i++)
    queue.add(mira, event(`${i}`, { properties: { text: '界'.repeat(2_500) } } as never))
  expect(queue.take()).toHaveLength(3)
})

test('gives up on an item that fits no batch, and says so', () => {
  const { queue, dropped } = setUp()
  queue.add(mira, event('a', { properties: { text: 'x'.repeat(30_000) } } as never))
  expect([queue.take(), dropped]).toEqual([[], [1]])
})

test('gives up on the oldest of more than 500, and counts them', () => {
  const { queue, dropped } = setUp()
  for (let i = 0; i < 503; i++) queue.add(mira, event(`${i}`))
  expect(dropped).toEqual([1, 1, 1])
  expect(ids(queue.take())[0]).toBe('3')
})

test('keeps what was reported, whatever the page does to its objects', () => {
  const { queue } = setUp()
  const properties = { plan: 'free' }
  queue.add(mira, event('a', { properties } as never))
  properties.plan = 'team'
  expect(queue.take()[0]?.item).toMatchObject({ properties: { plan: 'free' } })
})

test('stores what an attempt does not bring within a second, until the acknowledgement, and no traits', () => {
  const area = createArea()
  const { queue } = setUp(() => area)
  queue.add({ user: { id: 'mira', traits: { mail: 'm@x.y' } } }, event('a'))
  queue.take()
  vi.advanceTimersByTime(999)
  expect(Object.keys(area), 'storage is touched late').toEqual([])
  vi.advanceTimersByTime(1)
  expect(area['brim:pk:1']).toContain('"messageId":"a"')
  expect(area['brim:pk:1']).not.toContain('m@x.y')
})

test('what failed stays stored until it is acknowledged, and then nothing is left there', () => {
  const area = createArea()
  const { queue } = setUp(() => area)
  queue.add(mira, event('a'))
  queue.settle(queue.take(), false)
  vi.advanceTimersByTime(1_000)
  expect(area['brim:pk:1']).toContain('"messageId":"a"')
  const again = queue.take()
  queue.add(mira, event('b'))
  queue.settle(again, true)
  expect(area['brim:pk:1'], 'what is left of it').not.toContain('"messageId":"a"')
  queue.settle(queue.take(), true)
  expect(Object.keys(area)).toEqual([])
})

test('does not reach for storage where everything is acknowledged at once', () => {
  const storage = vi.fn(createArea)
  const { queue } = setUp(storage)
  queue.add(mira, event('a'))
  const batch = queue.take()
  queue.add(mira, event('b'))
  queue.settle(batch, true)
  queue.settle([], true)
  queue.settle(queue.take(), true)
  queue.save()
  vi.advanceTimersByTime(10_000)
  expect(storage).not.toHaveBeenCalled()
})

test('what is on its way as the page is left is stored, too', () => {
  const area = createArea()
  const { queue } = setUp(() => area)
  queue.add(mira, event('a'))
  queue.take()
  queue.save()
  expect(area['brim:pk:1']).toContain('"messageId":"a"')
})

test('finds what other tabs have left, and what is Brim’s alone', () => {
  const area = createArea()
  const { queue: left } = setUp(() => area, 'brim:pk:gone')
  left.add(noor, event('a'))
  left.save()
  Object.assign(area, { theirs: 'x', 'brim:pk_2:1': '[]' })
  const { queue } = setUp(() => area)
  queue.add(mira, event('b'))
  queue.save()
  expect(queue.others()).toEqual(['brim:pk:gone'])
})
