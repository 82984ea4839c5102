import { expect, test } from 'vitest'
import type { ReplayReport, ReplayRequest } from '../../../../shared/replay/replay.ts'
import type { WorkspaceApi } from '../../api.ts'
import { ReplayingModel } from './replaying.ts'
import { templates, triggerFrom } from './templates.ts'
import { TriggerEditorModel } from './trigger-editor.ts'

/** Of thirty days in which nothing met the trigger: what its author is told before publishing. */
const nobody: ReplayReport = {
  type: 'report',
  days: 30,
  accounts: 40,
  firings: {
    total: 0,
    censored: { firings: 0, converted: 0 },
    perDay: [],
    perAccount: { accounts: 0, max: 0, median: null, histogram: [] },
  },
} as unknown as ReplayReport
const refused = { type: 'refused', failure: { code: 'internal', issues: [], message: 'It broke.' } }

/** A model whose replays are answered by the test, in any order. */
function replaying() {
  const asked: { request: ReplayRequest; answer(message: unknown): void }[] = []
  const api = {
    async *replay(request: ReplayRequest) {
      yield await new Promise((answer) => asked.push({ request, answer }))
    },
  } as unknown as WorkspaceApi
  const [template] = templates
  if (!template) throw new Error('no template')
  const editor = new TriggerEditorModel(
    { record: null, draft: triggerFrom(template, new Set()) },
    { api, onSaved() {} },
  )
  /** Waiting for the slider takes no time; for a replay, as long as the test likes. */
  let giveUp = () => {}
  const wait = (ms: number) =>
    ms < 1_000 ? Promise.resolve() : new Promise<void>((resolve) => (giveUp = resolve))
  const model = new ReplayingModel(api, editor, wait)
  model.follow()
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return {
    editor,
    model,
    giveUp: () => giveUp(),
    async answer(message: unknown) {
      await turn()
      asked.at(-1)?.answer(message)
      await turn()
    },
  }
}

test('who publishes hears what the replay of this very draft says', async () => {
  const { model, answer } = replaying()
  await answer(nobody)
  expect((await model.findings(null)).map(({ code }) => code)).toEqual(['never_fires'])
})

test('what a replay said of another draft is held against none', async () => {
  const { editor, model, answer } = replaying()
  await answer(nobody)
  editor.set('name', 'Another')
  await answer(refused)
  expect(model.report.value).not.toBeNull()
  expect(await model.findings(null)).toEqual([])
})

test('a replay that is refused for now is asked for again', async () => {
  const { model, answer } = replaying()
  await answer({ type: 'refused', failure: { code: 'rate_limited', message: 'Wait', issues: [] } })
  expect(model.isRunning.value).toBe(true)
  expect(model.failure.value).toBeNull()
  await answer(nobody)
  expect(model.report.value).toEqual(nobody)
})

test('a replay that takes long is not waited for', async () => {
  const { model, giveUp } = replaying()
  const findings = model.findings(null)
  giveUp()
  expect(await findings).toEqual([])
})
