import { expect, test } from 'vitest'
import type { Settings, SettingsPatch } from '../../../../shared/workspace/settings.ts'
import { settingsOf } from '../../../../shared/workspace/settings-of.ts'
import type { Answer, WorkspaceApi } from '../../api.ts'
import { createResource } from '../resource.ts'
import { ToastsModel } from '../toasts.ts'
import { LooksModel } from './looks.ts'
import { RulesModel } from './rules.ts'
import { sameFields } from './settings-conflict.ts'

/** Two models over one server, as two tabs are. */
function fresh() {
  let held = settingsOf()
  const read = async (): Promise<Answer<Settings>> => ({ kind: 'ok', value: held })
  const put = async (patch: SettingsPatch, from: SettingsPatch): Promise<Answer<Settings>> => {
    if (JSON.stringify(sameFields(held, patch)) !== JSON.stringify(from)) {
      const failure = {
        code: 'conflict' as const,
        message: 'Bob changed this meanwhile',
        issues: [],
      }
      return { kind: 'failed', failure }
    }
    held = { ...held, ...patch }
    return read()
  }
  const api = {
    settings: read,
    saveSettings: put,
    setTheme: (theme: Settings['theme'], from: Settings['theme']) =>
      put({ theme }, { theme: from }),
  } as unknown as WorkspaceApi
  const settings = createResource(read)
  const deps = { settings, toasts: new ToastsModel() }
  return {
    ...deps,
    rules: new RulesModel(api, deps),
    looks: new LooksModel(api, deps),
    theirs: (patch: SettingsPatch) => {
      held = { ...held, ...patch }
    },
    held: () => held,
  }
}

const { defaults } = settingsOf()

test('what only one of two changed is taken from them, and what both changed is chosen', async () => {
  const { rules, settings, theirs, held } = fresh()
  await settings.load()
  rules.set('defaults', { ...defaults, lifetime: 5, snooze: '3d' })
  theirs({ defaults: { ...defaults, lifetime: 9, offerLasts: '10d' } })
  await rules.save()
  expect(held().defaults.lifetime).toBe(9)
  const { words, differences } = rules.conflict.value ?? {}
  expect(words).toBe('Bob changed this meanwhile')
  expect(differences?.map(({ path, changedBy }) => [path, changedBy])).toEqual([
    ['defaults.lifetime', 'both'],
    ['defaults.snooze', 'you'],
    ['defaults.offerLasts', 'them'],
  ])
  rules.choose('defaults.lifetime', 'theirs')
  await rules.settle()
  expect(held().defaults).toMatchObject({ lifetime: 9, snooze: '3d', offerLasts: '10d' })
  expect([rules.conflict.value, rules.isDirty.value]).toEqual([null, false])
})

test('it began with what stood there at the first edit, however often that is asked for since', async () => {
  const { rules, looks, settings, theirs, held } = fresh()
  await settings.load()
  rules.set('holdout', 0.1)
  looks.set({ preset: 'ink' })
  theirs({ holdout: 0.3, theme: { preset: 'soft' } })
  await settings.load()
  rules.set('holdout', 0.2)
  looks.set({ preset: 'sharp' })
  await rules.save()
  await looks.save()
  expect(held()).toMatchObject({ holdout: 0.3, theme: { preset: 'soft' } })
  expect([rules.draft.value?.holdout, looks.draft.value]).toEqual([0.2, { preset: 'sharp' }])
  // Left for now it is asked again by the next save.
  rules.leaveConflict()
  await rules.save()
  expect(rules.conflict.value?.differences[0]).toMatchObject({
    base: 0.05,
    yours: 0.2,
    theirs: 0.3,
  })
  await rules.settle()
  await looks.settle()
  expect(held()).toMatchObject({ holdout: 0.2, theme: { preset: 'sharp' } })
})

test('two who each add somebody to a list choose between the lists, and make no mixture of two', async () => {
  const { rules, settings, theirs } = fresh()
  await settings.load()
  const { sales } = settingsOf()
  rules.set('sales', { ...sales, reps: [{ email: 'ann@a.example', name: 'Ann' }] })
  theirs({ sales: { ...sales, reps: [{ email: 'ben@a.example', name: 'Ben' }] } })
  await rules.save()
  expect(rules.conflict.value?.differences.map(({ path }) => path)).toEqual(['sales.reps'])
})

test('a save is not undone over what somebody else has set since', async () => {
  const { rules, settings, theirs, held, toasts } = fresh()
  await settings.load()
  rules.set('holdout', 0.1)
  await rules.save()
  const undo = toasts.list.value.at(-1)?.action
  theirs({ holdout: 0.3 })
  undo?.run()
  await expect.poll(() => toasts.list.value.at(-1)?.text).toBe('Bob changed this meanwhile')
  expect(held().holdout).toBe(0.3)
})
