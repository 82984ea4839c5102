/** The plays of a workspace, what came of them, and those that are being written. */
import { computed, createModel, signal } from '@preact/signals'
import type { DefinitionRecord } from '../../../../shared/definition/definition.ts'
import type { PlayFigures } from '../../../../shared/play/alert.ts'
import type { Play } from '../../../../shared/play/play.ts'
import type { WorkspaceApi } from '../../api.ts'
import { createEntry, type Entry } from '../catalogue/entry.ts'
import { copyNames } from '../definitions/copy-names.ts'
import { slotOf } from '../definitions/slot.ts'
import type { Nudges } from '../nudge/nudges.ts'
import { createResource } from '../resource.ts'

export type PlayRecord = DefinitionRecord<'play'>
export type PlayEntry = Entry<'play'>

/** In the address, in the place of a key. */
export const newPlay = 'new'

/** What each may begin as: self-serve accounts are prompted, large ones go to a person. */
export const playTemplates = [
  {
    id: 'self-serve',
    name: 'Self-serve accounts see a prompt',
    words: 'Their signals are for nudges, and nobody is disturbed.',
    play: { actions: [{ kind: 'nudge', nudges: [] }] },
  },
  {
    id: 'enterprise',
    name: 'Large accounts go to their owner',
    words: 'The owner is told with the evidence, and prompts stay away.',
    play: {
      for: { accounts: { all: [{ trait: 'account.plan', eq: 'enterprise' }] } },
      actions: [{ kind: 'alert' }],
      priority: 10,
    },
  },
  {
    id: 'crowd',
    name: 'When several people show it',
    words: 'Three people of one account within two weeks are worth a message.',
    play: {
      for: { people: { atLeast: 3, within: '14d' } },
      actions: [{ kind: 'alert' }],
      priority: 5,
    },
  },
] as const satisfies readonly { id: string; name: string; words: string; play: Partial<Play> }[]

function blankPlay(template: string | null): Play {
  const found = playTemplates.find((one) => one.id === template)
  const blank: Play = {
    key: '',
    name: '',
    when: { triggers: [], families: [] },
    for: {},
    actions: [{ kind: 'alert' }],
    priority: 0,
    stops: true,
  }
  return found ? { ...blank, ...structuredClone(found.play as unknown as Partial<Play>) } : blank
}

export const PlaysModel = createModel((api: WorkspaceApi, nudges: Nudges) => {
  const list = nudges.plays
  const figures = createResource<PlayFigures[]>(api.playFigures)
  const open = signal<ReadonlyMap<string, PlayEntry>>(new Map())
  const { put } = nudges.kind('play')
  const find = (key: string) => list.data.value?.find((one) => one.key === key)
  const close = (gone: PlayEntry) => {
    open.value = new Map([...open.peek()].filter(([, one]) => one !== gone))
  }
  const start = (key: string, record: PlayRecord | null, draft: Play): PlayEntry => {
    const entry = createEntry({ kind: 'play' as const, record, draft }, { api, onSaved: put })
    open.value = new Map([...open.peek(), [key, entry]])
    return entry
  }
  return {
    list,
    find,
    close,
    figures,
    failure: list.failure,
    /** In the order in which they are looked at. */
    sorted: computed(() =>
      list.data.value?.toSorted(
        (a, b) => b.draft.priority - a.draft.priority || (a.key < b.key ? -1 : 1),
      ),
    ),
    unsaved: computed(() =>
      [...open.value].filter(([, entry]) => entry.isDirty.value).map(([key]) => key),
    ),
    load: (freshMs = 0) =>
      Promise.all([
        nudges.load(freshMs),
        nudges.loadArchived(['play'], freshMs),
        figures.load(freshMs),
      ]),
    /** One without unsaved changes follows what others have saved. */
    edit(key: string): PlayEntry | undefined {
      const known = open.peek().get(key)
      const record = find(key)
      const isOld = known && !known.isDirty.value && record !== known.record.value
      if (known && !isOld) return known
      return record ? start(key, record, record.draft) : known
    },
    /** `from`: the key of one that is copied; otherwise a template. */
    create({ from, template }: { from: string | null; template: string | null }): PlayEntry {
      const slot = slotOf({ from, template })
      const known = open.peek().get(slot)
      if (known?.isDirty.value) return known
      const source = from === null ? undefined : find(from)?.draft
      const copied = source && {
        ...structuredClone(source),
        ...copyNames(source, nudges.keysOf('play')),
      }
      return start(slot, null, copied ?? blankPlay(template))
    },
  }
})
export type Plays = InstanceType<typeof PlaysModel>
