/** The mapping of a source, being edited, and what it makes of the messages that came last. */
import { computed, createModel, effect, signal } from '@preact/signals'
import { type SourceMapping, sourceMapping } from '../../../../shared/event/source.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import type { Source, TriedPayload } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import type { Side } from '../editor/conflict.ts'
import { sameBody } from '../editor/draft.ts'
import { createFaults, faultsBy } from '../faults.ts'
import type { Toasts } from '../toasts.ts'
import { fittingOf } from './fitting.ts'
import { type MappingDifference, mappingDifferences, mergeMappings } from './mapping-conflict.ts'
import { namesIn } from './names-in.ts'

export type MappingDeps = { toasts: Toasts; onSaved(source: Source): void }

type Saved = Pick<Source, 'mapping' | 'revision'>
/** Somebody else has saved meanwhile. */
export type MappingConflict = {
  theirs: Saved
  differences: MappingDifference[]
  choices: Readonly<Record<string, Side>>
}

/** So long after the last key that was pressed. */
const pauseMs = 300

export const MappingEditorModel = createModel(
  (api: WorkspaceApi, source: Source, { toasts, onSaved }: MappingDeps) => {
    const saved = signal<Saved>(source)
    const conflict = signal<MappingConflict | null>(null)
    const draft = signal(source.mapping)
    const { issues, refuses, tell, forget } = createFaults(draft, (mapping) =>
      faultsBy(sourceMapping, mapping),
    )
    const isSaving = signal(false)
    /** Undefined before the first answer. */
    const tried = signal<TriedPayload[] | undefined>(undefined)
    let asked = 0

    const look = async () => {
      // Half-written there is nothing to try: what was seen before stays.
      if (!sourceMapping.safeParse(draft.peek()).success) return
      const number = ++asked
      const answer = await api.trySource(source.id, draft.peek())
      if (number !== asked) return
      if (answer.kind === 'ok') {
        tried.value = answer.value
      } else {
        tried.value ??= []
        // What is wrong with it is said once it is to be saved.
        if (answer.failure.issues.length === 0) toasts.say(failureInWords(answer.failure))
      }
    }
    const fail = (failure: Failure) => {
      if (failure.issues.length > 0) tell(draft.value, failure.issues)
      else toasts.say(failureInWords(failure))
    }
    const names = computed(() => namesIn(tried.value ?? []))
    const isDirty = computed(() => !sameBody(saved.value.mapping, draft.value))
    /** What is saved now, by whomever; what is being edited stays. */
    const update = (now: Saved) => {
      if (now.revision <= saved.peek().revision) return
      // Over what somebody else has saved nothing is edited that began before it.
      if (isDirty.peek()) return
      saved.value = now
      draft.value = now.mapping
    }
    const meet = async () => {
      const answer = await api.sources()
      if (answer.kind === 'failed') return fail(answer.failure)
      const theirs = answer.value.find((one) => one.id === source.id)
      if (!theirs) return toasts.say('This source has been revoked meanwhile')
      const differences = mappingDifferences(saved.value.mapping, draft.value, theirs.mapping)
      conflict.value = { theirs, differences, choices: {} }
    }
    const send = async (mapping: SourceMapping): Promise<boolean> => {
      isSaving.value = true
      const { revision } = saved.peek()
      const answer = await api.changeSource(source.id, { mapping, revision })
      if (answer.kind === 'ok') {
        saved.value = answer.value
        onSaved(answer.value)
      } else if (answer.failure.code === 'conflict') await meet()
      else fail(answer.failure)
      isSaving.value = false
      return answer.kind === 'ok'
    }
    const save = async () => {
      const before = saved.value.mapping
      if (refuses(draft.value) || !(await send(draft.value))) return
      toasts.say('Saved: it holds for what comes from now on', {
        label: 'Undo',
        run: () => {
          draft.value = before
          void send(before)
        },
      })
    }

    return {
      draft,
      issues,
      isSaving,
      tried,
      conflict,
      update,
      save,
      /** Names of events and properties in what came, to choose from. */
      names,
      fitting: computed(() =>
        fittingOf(draft.value.rules, saved.value.mapping.rules, names.value.events),
      ),
      isDirty,
      look,
      /** Tries what is edited on what came, whenever either changes; until its undo is called. */
      follow: () => {
        let timer: ReturnType<typeof setTimeout> | undefined
        const stop = effect(() => {
          void draft.value
          clearTimeout(timer)
          timer = setTimeout(() => void look(), tried.peek() ? pauseMs : 0)
        })
        return () => {
          clearTimeout(timer)
          stop()
        }
      },
      set(change: Partial<SourceMapping>) {
        draft.value = { ...draft.value, ...change }
      },
      discard() {
        const thrown = draft.value
        draft.value = saved.value.mapping
        forget()
        const run = () => {
          draft.value = thrown
        }
        toasts.say('Changes discarded', { label: 'Undo', run })
      },
      choose(path: string, side: Side) {
        const now = conflict.value
        if (now) conflict.value = { ...now, choices: { ...now.choices, [path]: side } }
      },
      /** Goes on from theirs, with what was chosen of yours. */
      async settle() {
        const now = conflict.value
        if (!now) return
        const { theirs, differences, choices } = now
        draft.value = mergeMappings(theirs.mapping, draft.value, differences, choices)
        saved.value = theirs
        conflict.value = null
        await save()
      },
      leaveConflict() {
        conflict.value = null
      },
    }
  },
)
export type MappingEditor = InstanceType<typeof MappingEditorModel>
