import { expect, test } from 'vitest'
import type { Theme } from '../../../../shared/theme/theme.ts'
import type { Settings } from '../../../../shared/workspace/settings.ts'
import { settingsOf } from '../../../../shared/workspace/settings-of.ts'
import type { Answer, WorkspaceApi } from '../../api.ts'
import { createResource } from '../resource.ts'
import { ToastsModel } from '../toasts.ts'
import { LooksModel } from './looks.ts'

const ok = (theme: Theme): Answer<Settings> => ({ kind: 'ok', value: settingsOf({ theme }) })

async function fresh(answer: (theme: Theme) => Answer<Settings> = ok) {
  const sent: Theme[] = []
  const api = {
    setTheme: async (theme: Theme) => {
      sent.push(theme)
      return answer(theme)
    },
  } as unknown as WorkspaceApi
  const settings = createResource(async () => ok({ preset: 'soft' }))
  const toasts = new ToastsModel()
  const looks = new LooksModel(api, { settings, toasts })
  await settings.load()
  return { looks, sent, toasts }
}

test('what is changed is a draft until it is saved', async () => {
  const { looks, sent } = await fresh()
  expect([looks.draft.value, looks.isDirty.value]).toEqual([{ preset: 'soft' }, false])
  looks.set({ preset: 'ink' })
  expect(looks.isDirty.value).toBe(true)
  await looks.save()
  expect(sent).toEqual([{ preset: 'ink' }])
  expect([looks.draft.value, looks.isDirty.value]).toEqual([{ preset: 'ink' }, false])
})

test('what cannot be a colour is not sent, and the rest is shown meanwhile', async () => {
  const { looks, sent } = await fresh()
  looks.set({ preset: 'ink', accent: '#12' })
  expect(looks.issues.value.map((one) => one.path)).toEqual(['accent'])
  expect(looks.shown.value).toEqual({ preset: 'ink' })
  await looks.save()
  expect(sent).toEqual([])
})

test('what the server refuses stands at its field until something is changed', async () => {
  const issues = [{ path: 'font', message: 'No' }]
  const { looks } = await fresh(() => ({
    kind: 'failed',
    failure: { code: 'invalid', message: 'No', issues },
  }))
  looks.set({ preset: 'ink' })
  await looks.save()
  expect([looks.issues.value, looks.isDirty.value]).toEqual([issues, true])
  looks.set({ preset: 'sharp' })
  expect(looks.issues.value).toEqual([])
})

test('discarding and saving can both be undone', async () => {
  const { looks, sent, toasts } = await fresh()
  const undo = () => toasts.list.value.at(-1)?.action?.run()
  looks.set({ preset: 'ink' })
  looks.discard()
  expect(looks.draft.value).toEqual({ preset: 'soft' })
  undo()
  expect(looks.draft.value).toEqual({ preset: 'ink' })
  await looks.save()
  undo()
  expect(sent).toEqual([{ preset: 'ink' }, { preset: 'soft' }])
})
