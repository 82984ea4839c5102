import { expect, test } from 'vitest'
import type { WidgetItem } from '../../shared/event/event.ts'
import type { Who } from '../core/identity.ts'
import { adopt } from './index.ts'

const now = () => Date.parse('2026-11-23T12:00:00Z')
const noor = { user: { id: 'noor' } }
const entry = (messageId: string, occurredAt = '2026-11-23T11:00:00.000Z') => ({
  who: noor,
  item: { type: 'event', messageId, name: 'moved', occurredAt },
  size: 90,
})

const setUp = (left: Record<string, string>) => {
  const area = new Map(Object.entries(left))
  const adopted: [Who | undefined, WidgetItem['messageId']][] = []
  const dropped: number[] = []
  const take = (keys = Object.keys(left), locks?: Pick<LockManager, 'request'>) =>
    adopt(
      keys,
      (who, item) => void adopted.push([who, item.messageId]),
      (count) => void dropped.push(count),
      {
        area: {
          getItem: (key) => area.get(key) ?? null,
          removeItem: (key) => void area.delete(key),
        },
        locks,
        now,
      },
    )
  return { area, adopted, dropped, take }
}

test('adopts what another tab has left, under the person it was about', async () => {
  const { area, adopted, take } = setUp({ 'brim:pk:gone': JSON.stringify([entry('a')]) })
  await take()
  expect(adopted).toEqual([[noor, 'a']])
  expect([...area.keys()]).toEqual([])
})

test('leaves alone what is too old to count once, and what is cut short', async () => {
  const { area, adopted, dropped, take } = setUp({
    'brim:pk:cut': '[{"who"',
    'brim:pk:gone': JSON.stringify([entry('old', '2026-11-16T11:00:00.000Z'), entry('new')]),
  })
  await take()
  expect([adopted, dropped]).toEqual([[[noor, 'new']], [1]])
  expect(area.size).toBe(0)
})

test('two tabs that find the same take it once', async () => {
  const { adopted, take } = setUp({ 'brim:pk:gone': JSON.stringify([entry('a')]) })
  let last: Promise<unknown> = Promise.resolve()
  // One after the other, as Web Locks do it.
  const locks = {
    request: (_: string, run: () => unknown) => {
      last = last.then(run)
      return last
    },
  } as unknown as Pick<LockManager, 'request'>
  await Promise.all([take(undefined, locks), take(undefined, locks)])
  expect(adopted).toEqual([[noor, 'a']])
})
