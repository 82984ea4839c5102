import { expect, test } from 'vitest'
import { blankNudge } from '../editor/draft.ts'
import { copyNames } from './copy-names.ts'

const wall = { ...blankNudge('pro'), key: 'wall', name: 'Wall' }

test.each([
  ['nobody has one', [], 'wall-copy'],
  ['there is a copy already', ['wall', 'wall-copy'], 'wall-copy-2'],
  ['there are several', ['wall-copy', 'wall-copy-2', 'wall-copy-3'], 'wall-copy-4'],
])('a copy gets a free key where %s', (_, taken, key) => {
  expect(copyNames(wall, new Set(taken))).toEqual({ key, name: 'Copy of Wall' })
})

test('keys and names stay as long as they may be', () => {
  const long = { ...wall, key: 'k'.repeat(64), name: 'n'.repeat(120) }
  const { key, name } = copyNames(long, new Set([`${'k'.repeat(59)}-copy`]))
  expect(key).toBe(`${'k'.repeat(57)}-copy-2`)
  expect(name).toHaveLength(120)
  const words = `${'k'.repeat(50)}-a-longer-end`
  expect(copyNames({ ...wall, key: words }, new Set()).key).toBe(`${'k'.repeat(50)}-a-longer-copy`)
})
