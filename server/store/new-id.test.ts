import { expect, test } from 'vitest'
import { newId } from './new-id.ts'

test('ids are different, also beyond the pool, and say what they are', () => {
  const ids = Array.from({ length: 2_000 }, () => newId('dec'))
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^dec_[0-9a-z]{9}[\w-]{16}$/)
})

test('ids of a later moment come later in an index', async () => {
  const before = newId('sig')
  await expect.poll(() => newId('sig').slice(0, 13) > before.slice(0, 13)).toBe(true)
})
