/** The nudges and what they refer to, kept for as long as the workspace is open. */
import { computed, createModel } from '@preact/signals'
import type {
  DefinitionChange,
  DefinitionKind,
  DefinitionRecord,
} from '../../../shared/definition.ts'
import type { WorkspaceApi } from '../api.ts'
import { failureInWords } from '../words/failure.ts'
import { authorInWords } from '../words/publishing.ts'
import { sameBody } from './editor/draft.ts'
import { createResource, type Resource } from './resource.ts'
import type { Toasts } from './toasts.ts'

export type NudgeRecord = DefinitionRecord<'nudge'>

export const hasUnpublished = (record: NudgeRecord) =>
  record.published !== null && !sameBody(record.draft, record.published)

const expected = {
  pause: 'paused',
  resume: 'live',
  archive: 'archived',
  restore: 'paused',
} as const satisfies Record<Exclude<DefinitionChange, 'publish'>, NudgeRecord['status']>
const notDone = {
  pause: 'paused',
  resume: 'resumed',
  archive: 'archived',
  restore: 'restored',
} as const satisfies Record<Exclude<DefinitionChange, 'publish'>, string>

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const NudgesModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const of = <K extends DefinitionKind>(kind: K): Resource<DefinitionRecord<K>[]> =>
    createResource(() => api.definitions(kind))
  const nudges = of('nudge')
  const archived = createResource(() => api.archived('nudge'))
  const offers = of('offer')
  const triggers = of('trigger')
  const plans = of('plan')
  const metered = of('meter')
  /** What plans limit and what Brim reads itself: the meters that are known by name. */
  const meters = computed(() => {
    const limited = plans.data.value?.flatMap(({ draft }) => Object.keys(draft.limits)) ?? []
    const read = metered.data.value?.map(({ key }) => key) ?? []
    return [...new Set([...limited, ...read])].sort()
  })
  const sorted = computed(() =>
    nudges.data.value?.toSorted((a, b) => b.updatedAt - a.updatedAt || (a.key < b.key ? -1 : 1)),
  )

  const put = (record: NudgeRecord) => {
    const others = (nudges.data.peek() ?? []).filter((one) => one.key !== record.key)
    nudges.set([...others, record])
  }

  /** Shown at once, taken back if the server refuses or somebody else was first. */
  const change = async (record: NudgeRecord, wish: Exclude<DefinitionChange, 'publish'>) => {
    put({ ...record, status: expected[wish] })
    const answer = await api.change('nudge', record.key, wish, record.revision)
    if (answer.kind === 'ok') {
      put(answer.value)
      return answer.value
    }
    put(record)
    if (answer.failure.code === 'conflict') return meet(record, notDone[wish])
    toasts.say(failureInWords(answer.failure))
    return record
  }

  /** Somebody changed it since it was looked at: what they made of it is shown, and nothing else is done. */
  const meet = async (record: NudgeRecord, what: string): Promise<NudgeRecord> => {
    const answer = await api.definition('nudge', record.key)
    if (answer.kind === 'failed') {
      toasts.say(failureInWords(answer.failure))
      return record
    }
    const { updatedBy, ...theirs } = answer.value
    put(theirs)
    const who = capital(authorInWords(updatedBy))
    toasts.say(`${who} changed “${theirs.draft.name}” meanwhile, so it was not ${what}.`)
    return theirs
  }

  const putAway = (record: NudgeRecord) => {
    nudges.set((nudges.data.peek() ?? []).filter((one) => one.key !== record.key))
    void archived.load()
  }

  return {
    nudges,
    offers,
    triggers,
    plans,
    metered,
    meters,
    archived,
    sorted,
    put,
    meet,
    /** All that are taken, by what is archived too. */
    keys: () =>
      new Set(
        [...(nudges.data.peek() ?? []), ...(archived.data.peek() ?? [])].map((one) => one.key),
      ),
    find: (key: string) => nudges.data.value?.find((one) => one.key === key),
    /** What a workspace without a price catalogue can propose at once. Returns its key. */
    async addPlainOffer(): Promise<string | null> {
      const body = { key: 'learn-more', name: 'Learn more', kind: 'learn_more' } as const
      const answer = await api.save('offer', body.key, { body, revision: 0, publish: true })
      await offers.load()
      if (answer.kind === 'ok') return body.key
      toasts.say(failureInWords(answer.failure))
      return null
    },
    load: (freshMs = 0) =>
      Promise.all(
        [nudges, archived, offers, triggers, plans, metered].map((one) => one.load(freshMs)),
      ),
    async pause(record: NudgeRecord, onChange: (record: NudgeRecord) => void = () => {}) {
      onChange({ ...record, status: 'paused' })
      const paused = await change(record, 'pause')
      onChange(paused)
      if (paused.status !== 'paused') return
      toasts.say(`“${record.draft.name}” is paused`, {
        label: 'Undo',
        run: () => void change(paused, 'resume').then(onChange),
      })
    },
    async resume(record: NudgeRecord, onChange: (record: NudgeRecord) => void = () => {}) {
      onChange({ ...record, status: 'live' })
      const resumed = await change(record, 'resume')
      onChange(resumed)
      if (resumed.status !== 'live') return
      toasts.say(`“${record.draft.name}” is live again`, {
        label: 'Undo',
        run: () => void change(resumed, 'pause').then(onChange),
      })
    },
    /** Away from the lists, with all its versions and results; nothing is lost. */
    async archive(record: NudgeRecord): Promise<boolean> {
      const gone = await change(record, 'archive')
      if (gone.status !== 'archived') return false
      putAway(gone)
      toasts.say(`“${record.draft.name}” is archived`, {
        label: 'Undo',
        run: () => void change(gone, record.status === 'live' ? 'resume' : 'restore'),
      })
      return true
    },
    async restore(record: NudgeRecord) {
      const back = await change(record, 'restore')
      if (back.status === 'archived') return
      void archived.load()
      toasts.say(`“${record.draft.name}” is back, ${back.published ? 'paused' : 'as a draft'}`, {
        label: 'Undo',
        run: () =>
          void change(back, 'archive').then((gone) => {
            if (gone.status === 'archived') putAway(gone)
          }),
      })
    },
  }
})
export type Nudges = InstanceType<typeof NudgesModel>
