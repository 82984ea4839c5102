/** The nudges and what they refer to, kept for as long as the workspace is open. */
import { computed, createModel } from '@preact/signals'
import type { DefinitionKind, DefinitionRecord } from '../../../shared/definition.ts'
import type { Change, WorkspaceApi } from '../api.ts'
import { failureInWords } from '../words/failure.ts'
import { sameBody } from './editor/draft.ts'
import { createResource, type Resource } from './resource.ts'
import type { Toasts } from './toasts.ts'

export type NudgeRecord = DefinitionRecord<'nudge'>

export const hasUnpublished = (record: NudgeRecord) =>
  record.published !== null && !sameBody(record.draft, record.published)

export const NudgesModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const of = <K extends DefinitionKind>(kind: K): Resource<DefinitionRecord<K>[]> =>
    createResource(() => api.definitions(kind))
  const nudges = of('nudge')
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

  /** Shown at once, taken back if the server refuses. */
  const change = async (record: NudgeRecord, wish: Exclude<Change, 'publish'>) => {
    const status = wish === 'pause' ? 'paused' : 'live'
    put({ ...record, status })
    const answer = await api.change('nudge', record.key, wish)
    if (answer.kind === 'ok') put(answer.value)
    else {
      put(record)
      toasts.say(failureInWords(answer.failure))
    }
    return answer.kind === 'ok' ? answer.value : record
  }

  return {
    nudges,
    offers,
    triggers,
    plans,
    metered,
    meters,
    sorted,
    put,
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
      Promise.all([nudges, offers, triggers, plans, metered].map((one) => one.load(freshMs))),
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
  }
})
export type Nudges = InstanceType<typeof NudgesModel>
