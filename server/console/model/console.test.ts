import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { Api } from '../api.ts'
import type { Router } from '../router.ts'
import { createConsole } from './console.ts'

/** As a tab in which `who` is signed in; another after `signIn`. */
async function fresh(who: string) {
  let person = who
  const api = {
    me: async () => ({
      kind: 'ok',
      value: { person: { id: person, email: person }, workspaces: [] },
    }),
    signIn: async (next: string) => {
      person = next
      return { kind: 'ok', value: { done: true } }
    },
    workspace: () => ({ id: 'w1' }),
  } as unknown as Api
  const storage = { getItem: () => null } as unknown as Storage
  const router = { place: signal({}) } as unknown as Router
  const root = { dataset: {} } as unknown as HTMLElement
  const console = createConsole({ api, router, storage, root })
  await console.session.open()
  return console
}

test('whoever logs in again finds what they typed; somebody else finds nothing of it', async () => {
  const { session, toasts, workspace, hasUnsaved } = await fresh('ada')
  workspace('w1').looks.settings.set({ theme: { preset: 'brim' } } as never)
  workspace('w1').looks.set({ preset: 'ink' })
  workspace('w1').looks.discard()
  toasts.list.value.at(-1)?.action?.run()
  expect(hasUnsaved()).toBe(true)
  session.expire()
  await session.signIn('ada', 'password')
  expect(workspace('w1').looks.draft.value).toEqual({ preset: 'ink' })
  expect(toasts.list.value).toHaveLength(1)
  session.expire()
  await session.signIn('bob', 'password')
  expect(workspace('w1').looks.draft.value).toBeUndefined()
  // One of them would have brought it back.
  expect(toasts.list.value).toEqual([])
  expect(hasUnsaved()).toBe(false)
})
