import { expect, test } from 'vitest'
import { minuteMs } from '../../shared/value/duration.ts'
import type { DueDelivery, DueDestination, Settlement } from '../pipeline/outbox/turn.ts'
import { mostMs } from './send.ts'
import { createStock } from './stock.ts'

const leased = (from: number, to: number): DueDelivery[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    ...{ id: `m${from + i}`, destination: 'dst_1', lease: minuteMs, body: '{}', attempts: 1 },
    rep: null,
  }))
const open = (atOnce: number): DueDestination[] => [
  { id: 'dst_1', kind: 'webhook', settings: {}, credentials: null, setUp: 0, atOnce },
]
const answered = (health: Settlement['health']): Settlement => ({
  ...{ id: 'm1', destination: 'dst_1', lease: minuteMs, setUp: 0, at: 0, tookMs: 0, status: 200 },
  ...{
    answer: null,
    error: null,
    note: null,
    health,
    heldUntil: null,
    outcome: { kind: 'delivered' },
  },
})

function filled() {
  const stock = createStock(() => () => Promise.reject(new Error('nothing is sent here')))
  stock.fill({ deliveries: leased(1, 5), destinations: open(2) }, [])
  const begin = (now = 0) => stock.begin(now).map(({ delivery }) => delivery.id)
  const [first] = leased(1, 1) as [DueDelivery]
  return { stock, begin, first }
}

test('no more is begun than may be under way at once, and the next when one is over', () => {
  const { stock, begin, first } = filled()
  expect(begin()).toEqual(['m1', 'm2'])
  expect(begin()).toEqual([])
  stock.end(first, answered('well'))
  expect(begin()).toEqual(['m3'])
  expect(stock.held()).toEqual(['m4', 'm5', 'm2', 'm3'])
  expect(stock.hasReturned()).toBe(false)
})

test('one that ends without an outcome makes room all the same', () => {
  const { stock, begin, first } = filled()
  begin()
  stock.end(first)
  expect(begin()).toEqual(['m3'])
})

test.each(['fault', 'unknown'] as const)(
  'after an answer that leaves the destination %s nothing is begun until it is noted',
  (health) => {
    const { stock, begin, first } = filled()
    begin()
    const unnoted = answered(health)
    stock.end(first, unnoted)
    expect(begin()).toEqual([])
    // A turn that was begun before knows nothing of it.
    stock.fill({ deliveries: [], destinations: open(2) }, [unnoted])
    expect(begin()).toEqual([])
    stock.fill({ deliveries: [], destinations: open(2) }, [])
    expect(begin()).toEqual(['m3'])
  },
)

test('without a turn nothing more is begun, and nothing is given back', () => {
  const { stock, begin, first } = filled()
  begin()
  stock.halt()
  stock.end(first, answered('well'))
  expect(begin()).toEqual([])
  expect(stock.hasReturned()).toBe(false)
})

test('where nothing may go any more, what is not begun goes back', () => {
  const { stock, begin } = filled()
  begin()
  stock.fill({ deliveries: [], destinations: [] }, [])
  expect(stock.takeReturned().map(({ id }) => id)).toEqual(['m3', 'm4', 'm5'])
  expect(stock.hasReturned()).toBe(false)
  expect(stock.held()).toEqual(['m1', 'm2'])
})

test('what could outlast its lease is not begun, and goes back', () => {
  const { stock, begin } = filled()
  expect(begin(minuteMs - mostMs)).toEqual([])
  expect(stock.takeReturned()).toHaveLength(5)
  expect(stock.held()).toEqual([])
})
