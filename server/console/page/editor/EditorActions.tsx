import { useWorkspace } from '../../component/frame/context.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Review } from '../../model/publishing/review.ts'
import { DraftActions } from '../publish/DraftActions.tsx'
import { goToField } from './focus-field.ts'

type Props = {
  editor: Editor
  review: Review
  isNew: boolean
  /** On a phone the form may be out of sight. */
  onForm(): void
  onSchedule(): void
}

export const EditorActions = ({ editor, review, isNew, onForm, onSchedule }: Props) => {
  const { editors } = useWorkspace()
  /** What can't be saved needs no looking over; what has an error stays here. */
  const look = async () => {
    const live = editor.record.peek()?.published ?? null
    const findings = editor.issues.peek().length > 0 ? [] : await review.look(live)
    if (!findings.some((one) => one.level === 'error')) return findings
    onForm()
    review.isOpen.value = true
    requestAnimationFrame(() => document.getElementById('review')?.focus())
    return null
  }
  return (
    <DraftActions
      authored={{ ...editor, kind: 'nudge' }}
      isNew={isNew}
      list="/nudges"
      look={look}
      onGo={(path) => {
        onForm()
        goToField(editor, path)
      }}
      onRefused={onForm}
      onSchedule={onSchedule}
      onCreated={() => editors.close(editor)}
    />
  )
}
