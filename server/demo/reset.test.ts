import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resetDemo } from './reset.ts'

const fill = (names: string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'brim-reset-'))
  mkdirSync(join(folder, 'workspaces'))
  for (const name of names) writeFileSync(join(folder, name), '4242')
  return folder
}

test('removes what is Brim’s and leaves the rest', () => {
  const folder = fill(['control.db', 'control.db-wal', 'demo.db', 'brim.lock', 'notes.txt'])
  expect(resetDemo(folder, () => false)).toEqual({
    kind: 'removed',
    names: ['brim.lock', 'control.db', 'control.db-wal', 'demo.db', 'workspaces'],
  })
  expect(readdirSync(folder)).toEqual(['notes.txt'])
})

test('refuses while a server holds the lock', () => {
  const folder = fill(['control.db', 'demo.db', 'brim.lock'])
  const isAlive = (pid: number) => pid === 4242
  expect(resetDemo(folder, isAlive)).toMatchObject({ kind: 'refused' })
  expect(existsSync(join(folder, 'control.db'))).toBe(true)
})

test('refuses a folder that is not a demo’s', () => {
  const folder = fill(['control.db'])
  expect(resetDemo(folder, () => false)).toMatchObject({ kind: 'refused' })
  expect(existsSync(join(folder, 'control.db'))).toBe(true)
})

test('has nothing to do where there is nothing', () => {
  expect(resetDemo(join(tmpdir(), 'brim-not-there'), () => false)).toEqual({ kind: 'nothing' })
})
