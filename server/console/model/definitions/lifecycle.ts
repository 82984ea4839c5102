/** What is done with a definition as a whole: paused, resumed, put away and taken back, each with its undo. */
import { canPause } from '../../../../shared/definition/can-pause.ts'
import type {
  DefinitionChange,
  DefinitionKind,
  DefinitionRecord,
  DefinitionStatus,
} from '../../../../shared/definition/definition.ts'
import { capital } from '../../../../shared/words/capital.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { authorInWords } from '../../words/publishing.ts'
import type { Resource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

type Wish = Exclude<DefinitionChange, 'publish'>

/** What it is to become, and what is said to be done to it. */
const wishes = {
  pause: { status: 'paused', done: 'paused' },
  resume: { status: 'live', done: 'resumed' },
  archive: { status: 'archived', done: 'archived' },
  restore: { status: 'paused', done: 'restored' },
} as const satisfies Record<Wish, { status: DefinitionStatus; done: string }>

const pausedWords: Partial<Record<DefinitionKind, string>> = {
  trigger: 'is paused: nobody becomes ready by it',
  play: 'is paused: it sets off nothing',
}
const pausedInWords = (kind: DefinitionKind) => pausedWords[kind] ?? 'is paused'

const ignore = () => {}

type Deps<K extends DefinitionKind> = {
  api: WorkspaceApi
  toasts: Toasts
  list: Resource<DefinitionRecord<K>[]>
  archived: Pick<Resource<unknown>, 'load'>
}

/** `onChange` of each is for an editor that is open on it. */
export function createLifecycle<K extends DefinitionKind>(
  kind: K,
  { api, toasts, list, archived }: Deps<K>,
) {
  type Saved = DefinitionRecord<K>
  const without = (key: string) => (list.data.peek() ?? []).filter((one) => one.key !== key)
  const put = (record: Saved) =>
    list.set([...without(record.key), record].sort((a, b) => (a.key < b.key ? -1 : 1)))

  /** Somebody changed it since it was looked at: what they made of it is shown, and nothing else is done. */
  const meet = async (record: Saved, what: string): Promise<Saved> => {
    const answer = await api.definition(kind, record.key)
    if (answer.kind === 'failed') {
      toasts.say(failureInWords(answer.failure))
      return record
    }
    const { updatedBy, ...theirs } = answer.value
    put(theirs as Saved)
    const who = capital(authorInWords(updatedBy))
    toasts.say(`${who} changed “${theirs.draft.name}” meanwhile, so it was not ${what}.`)
    return theirs as Saved
  }

  /** Shown at once, taken back if the server refuses or somebody else was first. */
  const change = async (record: Saved, wish: Wish): Promise<Saved> => {
    put({ ...record, status: wishes[wish].status })
    const answer = await api.change(kind, record.key, wish, record.revision)
    if (answer.kind === 'ok') {
      put(answer.value)
      return answer.value
    }
    put(record)
    if (answer.failure.code === 'conflict') return meet(record, wishes[wish].done)
    toasts.say(failureInWords(answer.failure))
    return record
  }

  const putAway = (record: Saved) => {
    list.set(without(record.key))
    void archived.load()
  }
  const says = ({ draft }: Saved, what: string) => `“${draft.name}” ${what}`

  return {
    put,
    meet,
    async pause(record: Saved, onChange: (record: Saved) => void = ignore) {
      onChange({ ...record, status: 'paused' })
      const paused = await change(record, 'pause')
      onChange(paused)
      if (paused.status !== 'paused') return
      toasts.say(says(record, pausedInWords(kind)), {
        label: 'Undo',
        run: () => void change(paused, 'resume').then(onChange),
      })
    },
    async resume(record: Saved, onChange: (record: Saved) => void = ignore) {
      onChange({ ...record, status: 'live' })
      const resumed = await change(record, 'resume')
      onChange(resumed)
      if (resumed.status !== 'live' && resumed.status !== 'counting') return
      const what = resumed.status === 'live' ? 'is live again' : 'is live as soon as it has counted'
      toasts.say(says(record, what), {
        label: 'Undo',
        run: () => void change(resumed, 'pause').then(onChange),
      })
    },
    /** Away from the lists, with all its versions and results; nothing is lost. */
    async archive(record: Saved): Promise<boolean> {
      const gone = await change(record, 'archive')
      if (gone.status !== 'archived') return false
      putAway(gone)
      const wasLive = record.status === 'live' || record.status === 'counting'
      toasts.say(says(record, 'is archived'), {
        label: 'Undo',
        run: () =>
          void change(gone, wasLive ? 'resume' : 'restore').then(() => void archived.load()),
      })
      return true
    },
    async restore(record: Saved) {
      const back = await change(record, 'restore')
      if (back.status === 'archived') return list.set(without(record.key))
      void archived.load()
      const how = canPause(kind) ? 'paused' : 'and holds again'
      toasts.say(says(record, `is back, ${back.published ? how : 'as a draft'}`), {
        label: 'Undo',
        run: () =>
          void change(back, 'archive').then((gone) => {
            if (gone.status === 'archived') putAway(gone)
          }),
      })
    },
  }
}
export type Lifecycle<K extends DefinitionKind = DefinitionKind> = ReturnType<
  typeof createLifecycle<K>
>
