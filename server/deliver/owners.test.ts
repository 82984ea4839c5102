import { expect, test } from 'vitest'
import { hourMs, minuteMs } from '../../shared/value/duration.ts'
import { createOwners, type Found } from './owners.ts'
import { type Verdict, verdict } from './verdict.ts'

const known: Found = { id: '7' }
const unknown: Found = { id: null, why: 'whom it does not know' }
const busy = verdict({ status: 429, retryAfter: '1', body: '' }, 'throttled', 'busy')

function book() {
  const owners = createOwners()
  const asked: string[] = []
  const find = (answer: Found | Verdict, now: number, email = 'ada@x.io', crm = 'one') =>
    owners.find({ crm, email, now }, async () => {
      asked.push(`${crm} ${email}`)
      return answer
    })
  return { ...owners, find, asked }
}

test.each<[string, Found | Verdict, number, number]>([
  ['who is known, within an hour', known, hourMs - 1, 1],
  ['who is known, after it', known, hourMs, 2],
  ['who is unknown, within five minutes', unknown, 5 * minuteMs - 1, 1],
  ['who is unknown, after them', unknown, 5 * minuteMs, 2],
  ['what could not be said', busy, 0, 2],
])('is asked for %s', async (_, answer, later, times) => {
  const { find, asked } = book()
  expect(await find(answer, 1000)).toEqual(answer)
  expect(await find(answer, 1000 + later)).toEqual(answer)
  expect(asked).toHaveLength(times)
})

test('one CRM says nothing for another, nor for somebody else', async () => {
  const { find, asked } = book()
  await find(known, 0)
  await find(unknown, 0, 'ada@x.io', 'other')
  await find(unknown, 0, 'ben@x.io')
  expect(asked).toEqual(['one ada@x.io', 'other ada@x.io', 'one ben@x.io'])
})

test('who is forgotten is asked for again', async () => {
  const { find, forget, asked } = book()
  await find(known, 0)
  forget({ crm: 'one', email: 'ada@x.io' })
  await find(known, 0)
  expect(asked).toHaveLength(2)
})

test('it keeps a thousand, and lets go of the one that was asked for first', async () => {
  const { find, asked } = book()
  for (let i = 0; i <= 1000; i++) await find(known, 0, `u${i}@x.io`)
  await find(known, 0, 'u1000@x.io')
  await find(known, 0, 'u1@x.io')
  expect(asked).toHaveLength(1001)
  await find(known, 0, 'u0@x.io')
  expect(asked).toHaveLength(1002)
})
