// What was typed into something new is there again when its page is come back to.
import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { WorkspaceApi } from '../../api.ts'
import type { Nudges } from '../nudge/nudges.ts'
import { PlaysModel } from '../play/plays.ts'
import { TriggersModel } from '../trigger/triggers.ts'
import { blankNudge } from './draft.ts'
import { EditorsModel } from './editors.ts'

const wall = { ...blankNudge('pro'), key: 'wall', name: 'Wall' }
const nudges = {
  find: (key: string) => (key === 'wall' ? { key, draft: wall } : undefined),
  offers: { data: signal([{ key: 'pro' }]) },
  triggers: { data: signal([]) },
  plays: { data: signal([]) },
  meters: signal([]),
  keysOf: () => new Set(['wall']),
  kind: () => ({ put: () => {} }),
} as unknown as Nudges
const api = {} as WorkspaceApi

test('a copy keeps what was typed into it, and takes nothing else’s place', () => {
  const editors = new EditorsModel(api, nudges)
  const blank = editors.create(null)
  blank.set('name', 'Mine')
  const copy = editors.create('wall')
  copy.set('name', 'Another wall')
  expect(editors.create('wall')).toBe(copy)
  expect(editors.create(null)).toBe(blank)
  expect(editors.unsaved.value).toHaveLength(2)
  editors.close(copy)
  expect(editors.create('wall').draft.value.name).toBe('Copy of Wall')
  expect(editors.create(null)).toBe(blank)
})

test('so does a trigger or a play that was begun with a template', () => {
  const crowd = { from: null, template: 'crowd' }
  const triggers = new TriggersModel(api, nudges)
  const trigger = triggers.create(crowd)
  trigger.set('name', 'Mine')
  expect(triggers.create(crowd)).toBe(trigger)
  expect(triggers.create({ from: null, template: null })).not.toBe(trigger)
  const plays = new PlaysModel(api, nudges)
  const play = plays.create(crowd)
  play.edit({ ...play.draft.value, name: 'Mine' }, 'name')
  expect(plays.create(crowd)).toBe(play)
  expect(plays.create({ from: null, template: 'enterprise' })).not.toBe(play)
})
