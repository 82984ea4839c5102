import { expect, test } from 'vitest'
import { type Nudge, nudge } from '../../../../shared/definition/nudge.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Answer, WorkspaceApi } from '../../api.ts'
import type { NudgeRecord } from '../nudge/nudges.ts'
import { blankNudge, withCopy } from './draft.ts'
import { EditorModel } from './editor.ts'

const body: Nudge = { ...blankNudge('pro'), key: 'a', name: 'A', placement: 'paywall:export' }
const recordOf = (draft: Nudge, revision: number): NudgeRecord => ({
  key: draft.key,
  status: 'live',
  revision,
  version: 1,
  draft,
  published: body,
  updatedAt: 0,
  publishedAt: 0,
})
const refused = (code: 'invalid' | 'conflict', issues: Issue[] = []): Answer<never> => ({
  kind: 'failed',
  failure: { code, message: code, issues },
})

/** A nudge with everything that the editor has no fields for. */
const rich = nudge.parse({
  ...body,
  tags: ['growth'],
  relay: true,
  forms: { contact: { copy: body.copy } },
  experiment: {
    key: 'x',
    arms: [
      { key: 'a', weight: 1, control: true },
      { key: 'b', weight: 1, copy: body.copy },
    ],
  },
})

/** A server of one nudge, which somebody else may save in between. */
function setUp(saved = body) {
  const server = { record: recordOf(saved, 1), issues: [] as Issue[] }
  const api = {
    async save(_kind: 'nudge', _key: string, save: { body: Nudge; revision: number }) {
      if (server.issues.length > 0) return refused('invalid', server.issues)
      if (save.revision !== server.record.revision) return refused('conflict')
      server.record = recordOf(save.body, server.record.revision + 1)
      return { kind: 'ok', value: server.record }
    },
    definition: async () => ({ kind: 'ok', value: server.record }),
  } as unknown as WorkspaceApi
  const editor = new EditorModel(
    { record: server.record, draft: saved },
    { api, onSaved: () => {} },
  )
  return { server, editor }
}

test('is dirty while it differs from what is saved', async () => {
  const { editor } = setUp()
  expect(editor.isDirty.value).toBe(false)
  editor.setCopy('en', { title: 'New' })
  expect(editor.isDirty.value).toBe(true)
  expect(await editor.save(false)).toBe('saved')
  expect(editor.isDirty.value).toBe(false)
  expect(editor.hasUnpublished.value).toBe(true)
})

test('typing back what was there makes it clean again', () => {
  const { editor } = setUp()
  editor.set('name', 'B')
  editor.set('name', 'A')
  expect(editor.isDirty.value).toBe(false)
})

test('keeps what was typed while the save was under way', async () => {
  const { editor } = setUp()
  editor.set('name', 'B')
  const saving = editor.save(false)
  editor.set('name', 'C')
  await saving
  expect(editor.draft.value.name).toBe('C')
  expect(editor.isDirty.value).toBe(true)
})

test('shows the server’s issues until their field is edited', async () => {
  const { editor, server } = setUp()
  server.issues = [{ path: 'body.offer', message: 'There is no such offer' }]
  expect(await editor.save(false)).toBe('invalid')
  expect(editor.issues.value).toEqual([{ path: 'offer', message: 'There is no such offer' }])
  editor.set('offer', 'team')
  expect(editor.issues.value).toEqual([])
})

test('a new one without name, key and place is not sent: each is asked for, once it is to be saved', async () => {
  let asked = 0
  const api = { save: async () => asked++ } as unknown as WorkspaceApi
  const blank = blankNudge('pro')
  const editor = new EditorModel({ record: null, draft: blank }, { api, onSaved: () => {} })
  expect(editor.issues.value).toEqual([])
  expect(await editor.save(true)).toBe('invalid')
  expect(asked).toBe(0)
  expect(editor.issues.value.map(({ path }) => path)).toEqual(['name', 'key', 'placement'])
  editor.set('name', '  ')
  expect(editor.issues.value[0]).toEqual({ path: 'name', message: 'A name is needed' })
  editor.set('name', 'Wall')
  expect(editor.issues.value.map(({ path }) => path)).toEqual(['key', 'placement'])
})

test('discarding can be taken back', () => {
  const { editor } = setUp()
  editor.set('name', 'B')
  const thrown = editor.discard()
  expect(editor.draft.value).toEqual(body)
  editor.restore(thrown)
  expect(editor.draft.value.name).toBe('B')
})

test('a conflict shows both sides, and saving the choice loses neither', async () => {
  const { editor, server } = setUp()
  editor.setCopy('en', { title: 'Yours' })
  server.record = recordOf(withCopy({ ...body, snooze: '3d' }, 'en', { title: 'Theirs' }), 2)
  expect(await editor.save(true)).toBe('conflict')
  expect(editor.conflict.value?.differences.map(({ path }) => path).sort()).toEqual([
    'copy.en.title',
    'snooze',
  ])
  expect(editor.draft.value.copy.en?.title).toBe('Yours')
  expect(editor.settle()).toBe(true)
  expect(editor.draft.value.snooze).toBe('3d')
  expect(editor.draft.value.copy.en?.title).toBe('Yours')
  expect(await editor.save(true)).toBe('saved')
})

test('keeps what it has no fields for, also when it settles a conflict', async () => {
  const { editor, server } = setUp(rich)
  editor.setCopy('en', { title: 'Mine' })
  editor.addLocale('de')
  expect(await editor.save(false)).toBe('saved')
  server.record = recordOf({ ...server.record.draft, name: 'Theirs' }, 7)
  editor.set('snooze', '1d')
  expect(await editor.save(false)).toBe('conflict')
  editor.settle()
  expect(await editor.save(false)).toBe('saved')
  const { tags, relay, forms, experiment } = server.record.draft
  expect({ tags, relay, forms, experiment }).toEqual({
    tags: rich.tags,
    relay: rich.relay,
    forms: rich.forms,
    experiment: rich.experiment,
  })
})

test('what somebody else saved is taken over where nothing is typed', () => {
  const { editor, server } = setUp()
  const theirs = recordOf(withCopy(body, 'en', { title: 'Theirs' }), 2)
  server.record = theirs
  editor.update(theirs)
  expect(editor.draft.value.copy.en?.title).toBe('Theirs')
  expect(editor.isDirty.value).toBe(false)
})

test('a pause that met somebody else’s save does not make the next save overwrite it', async () => {
  const { editor, server } = setUp()
  editor.setCopy('en', { title: 'Mine' })
  server.record = { ...recordOf(withCopy(body, 'en', { title: 'Theirs' }), 2), status: 'paused' }
  editor.update(server.record)
  expect(editor.record.value?.status).toBe('paused')
  expect(editor.draft.value.copy.en?.title).toBe('Mine')
  expect(await editor.save(false)).toBe('conflict')
  expect(editor.conflict.value?.differences).toMatchObject([
    { path: 'copy.en.title', base: body.copy.en?.title, yours: 'Mine', theirs: 'Theirs' },
  ])
  expect(server.record.draft.copy.en?.title).toBe('Theirs')
})

test('its own pause keeps what is typed, and saving goes on from it', async () => {
  const { editor, server } = setUp()
  editor.setCopy('en', { title: 'Mine' })
  server.record = { ...server.record, revision: 2, status: 'paused' }
  editor.update(server.record)
  expect(await editor.save(false)).toBe('saved')
  expect(server.record.draft.copy.en?.title).toBe('Mine')
})
