/** The triggers of a workspace, what is reported there to speak of, and the editors that are open. */
import { computed, createModel, signal } from '@preact/signals'
import type { Trigger } from '../../../../shared/definition/trigger.ts'
import type { WorkspaceApi } from '../../api.ts'
import { copyNames } from '../definitions/copy-names.ts'
import { slotOf } from '../definitions/slot.ts'
import type { Nudges } from '../nudge/nudges.ts'
import { createResource } from '../resource.ts'
import { leavesIn } from './leaves.ts'
import { templateOf, triggerFrom } from './templates.ts'
import { changeAt } from './tree.ts'
import { type TriggerEditor, TriggerEditorModel, type TriggerRecord } from './trigger-editor.ts'

export const newKey = 'new'

export const TriggersModel = createModel((api: WorkspaceApi, nudges: Nudges) => {
  const { triggers } = nudges
  const vocabulary = createResource(api.vocabulary)
  const firings = createResource(api.firings)
  const open = signal<ReadonlyMap<string, TriggerEditor>>(new Map())
  const sorted = computed(() =>
    triggers.data.value?.toSorted((a, b) => b.updatedAt - a.updatedAt || (a.key < b.key ? -1 : 1)),
  )
  const find = (key: string) => triggers.data.value?.find((one) => one.key === key)

  const { put } = nudges.kind('trigger')
  const close = (gone: TriggerEditor) => {
    open.value = new Map([...open.peek()].filter(([, one]) => one !== gone))
  }
  const start = (key: string, record: TriggerRecord | null, draft: Trigger): TriggerEditor => {
    const editor = new TriggerEditorModel({ record, draft }, { api, onSaved: put })
    open.value = new Map([...open.peek(), [key, editor]])
    return editor
  }
  return {
    sorted,
    find,
    put,
    close,
    vocabulary,
    firings,
    failure: triggers.failure,
    unsaved: computed(() =>
      [...open.value].filter(([, editor]) => editor.isDirty.value).map(([key]) => key),
    ),
    /** Nudges that wait for it, by name. */
    usersOf: (key: string) =>
      nudges.nudges.data.value?.filter((one) => one.draft.trigger === key) ?? [],
    load: (freshMs = 0) =>
      Promise.all([
        nudges.load(freshMs),
        nudges.loadArchived(['trigger'], freshMs),
        vocabulary.load(60_000),
        firings.load(freshMs),
      ]),
    /** The editor of a trigger; one without unsaved changes follows what others have saved. */
    edit(key: string): TriggerEditor | undefined {
      const known = open.peek().get(key)
      const record = find(key)
      const isOld = known && !known.isDirty.value && record !== known.record.value
      if (known && !isOld) return known
      return record ? start(key, record, record.draft) : known
    },
    /** `from`: the key of one that is copied; otherwise a template. */
    create({ from, template }: { from: string | null; template: string | null }): TriggerEditor {
      const slot = slotOf({ from, template })
      const known = open.peek().get(slot)
      if (known?.isDirty.value) return known
      const taken = nudges.keysOf('trigger')
      const source = from === null ? undefined : find(from)?.draft
      if (source) {
        return start(slot, null, { ...structuredClone(source), ...copyNames(source, taken) })
      }
      const draft = triggerFrom(templateOf(template), taken)
      return start(slot, null, withMeter(draft, nudges.meters.value[0]))
    },
  }
})
export type Triggers = InstanceType<typeof TriggersModel>

/** A template cannot know what is metered here. */
function withMeter(draft: Trigger, name: string | undefined): Trigger {
  if (name === undefined) return draft
  const found = leavesIn(draft.when).find(
    ({ leaf }) => 'measure' in leaf && 'meter' in leaf.measure && leaf.measure.meter.name === '',
  )
  const when =
    found &&
    changeAt(draft.when, found.path, (node) =>
      'measure' in node && 'meter' in node.measure
        ? { ...node, measure: { meter: { ...node.measure.meter, name } } }
        : node,
    )
  return when ? { ...draft, when } : draft
}
