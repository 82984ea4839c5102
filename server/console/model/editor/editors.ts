/** Editors that are open. One stays as it was when its page is left, so that nothing typed is lost. */
import { computed, createModel, signal } from '@preact/signals'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import type { WorkspaceApi } from '../../api.ts'
import { copyNames } from '../definitions/copy-names.ts'
import { slotOf } from '../definitions/slot.ts'
import type { NudgeRecord, Nudges } from '../nudge/nudges.ts'
import { blankNudge } from './draft.ts'
import { type Editor, EditorModel } from './editor.ts'

export const newKey = 'new'

export const EditorsModel = createModel((api: WorkspaceApi, nudges: Nudges) => {
  const open = signal<ReadonlyMap<string, Editor>>(new Map())
  const unsaved = computed(() =>
    [...open.value].filter(([, editor]) => editor.isDirty.value).map(([key]) => key),
  )

  const close = (gone: Editor) => {
    open.value = new Map([...open.peek()].filter(([, one]) => one !== gone))
  }

  const start = (key: string, record: NudgeRecord | null, draft: Nudge): Editor => {
    const editor = new EditorModel({ record, draft }, { api, onSaved: nudges.put })
    open.value = new Map([...open.peek(), [key, editor]])
    return editor
  }

  return {
    open,
    unsaved,
    close,
    /** The editor of a nudge; one without unsaved changes follows what others have saved. */
    edit(key: string): Editor | undefined {
      const known = open.peek().get(key)
      const record = nudges.find(key)
      const isOld = known && !known.isDirty.value && record !== known.record.value
      if (known && !isOld) return known
      return record ? start(key, record, record.draft) : known
    },
    create(from: string | null): Editor {
      const slot = slotOf({ from })
      const known = open.peek().get(slot)
      if (known?.isDirty.value) return known
      const source = from ? nudges.find(from)?.draft : undefined
      const offer = nudges.offers.data.value?.[0]?.key ?? ''
      const draft = source
        ? { ...structuredClone(source), ...copyNames(source, nudges.keysOf('nudge')) }
        : blankNudge(offer)
      return start(slot, null, draft)
    },
  }
})
export type Editors = InstanceType<typeof EditorsModel>
