import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openControlStore } from './store/open.ts'
import { createTurn } from './turn.ts'

async function twoNodes() {
  const folder = await mkdtemp(join(tmpdir(), 'brim-turn-'))
  const control = await openControlStore({ kind: 'files', folder })
  onTestFinished(async () => {
    control.close()
    await rm(folder, { recursive: true, force: true })
  })
  const clock = { now: 0 }
  const node = (owner: string) =>
    createTurn({
      control,
      name: 'sweep',
      owner,
      forMs: 90_000,
      workspaces: async () => ['w1'],
      now: () => clock.now,
    })
  return { clock, a: node('a'), b: node('b') }
}

test('of two nodes one has the turn and keeps it while it comes back', async () => {
  const { clock, a, b } = await twoNodes()
  expect(await Promise.all([a.workspaces(), b.workspaces()])).toEqual([['w1'], []])
  clock.now = 60_000
  expect(await a.workspaces()).toEqual(['w1'])
  clock.now = 120_000
  expect(await b.workspaces()).toEqual([])
})

test('a node that has died is followed by another, one that ends is at once', async () => {
  const { clock, a, b } = await twoNodes()
  await a.workspaces()
  clock.now = 90_000
  expect(await b.workspaces()).toEqual(['w1'])
  await a.end()
  expect(await a.workspaces()).toEqual([])
  await b.end()
  expect(await a.workspaces()).toEqual(['w1'])
})
