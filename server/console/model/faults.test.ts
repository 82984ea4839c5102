import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createFaults, faultsBy, stillSaid } from './faults.ts'

const schema = z.object({ name: z.string().min(1), taken: z.array(z.string()) })
const editing = (name: string) => {
  const draft = signal({ name, taken: ['a'] })
  return { draft, ...createFaults(draft, (now) => faultsBy(schema, now)) }
}

test('says nothing before a save was refused, and then what is wrong at the moment', () => {
  const { draft, issues, refuses } = editing('')
  expect(issues.value).toEqual([])
  expect(refuses(draft.value)).toBe(true)
  expect(issues.value).toEqual([{ path: 'name', message: 'A name is needed' }])
  draft.value = { ...draft.value, name: 'Ada' }
  expect(issues.value).toEqual([])
  expect(refuses(draft.value)).toBe(false)
})

test('what the server said of a field holds until that field is another', () => {
  const { draft, issues, tell, forget } = editing('Ada')
  tell(draft.value, [{ path: 'body.taken.0', message: 'Somebody has it' }])
  draft.value = { ...draft.value, name: 'Bo' }
  expect(issues.value).toEqual([{ path: 'taken.0', message: 'Somebody has it' }])
  draft.value = { ...draft.value, taken: ['b'] }
  expect(issues.value).toEqual([])
  draft.value = { ...draft.value, taken: ['a'] }
  forget()
  expect(issues.value).toEqual([])
})

test.each([
  ['the whole', '', { a: 1 }, { a: 2 }, 0],
  ['a field that is not there any more', 'list.1.a', { list: [{}, { a: 1 }] }, { list: [] }, 0],
  ['a field that is still missing', 'list.1.a', { list: null }, { list: [] }, 1],
])('a fault of %s is said while it is the same', (_, path, of, now, left) => {
  expect(stillSaid([{ path, message: 'no' }], of, now)).toHaveLength(left)
})
