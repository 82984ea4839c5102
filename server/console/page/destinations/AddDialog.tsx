/** Adding a destination: first of which kind, then how it is reached and what it hears. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { type DestinationKind, destinationKinds } from '../../../../shared/destination/kind.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { showIssues } from '../../component/form/show-issues.ts'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { bodyOf, type Draft, newDraft } from '../../model/destinations/draft.ts'
import { normalIssues } from '../../model/editor/issues.ts'
import { stillSaid } from '../../model/faults.ts'
import { pathTo } from '../../router.ts'
import { kindNames, kindWords } from '../../words/destination.ts'
import { failureInWords } from '../../words/failure.ts'
import { HearsFields } from './HearsFields.tsx'
import { KindGlyph } from './KindGlyph.tsx'
import { SetupFields } from './SetupFields.tsx'

export const AddDialog = ({ onClose }: { onClose(): void }) => {
  const { destinations } = useWorkspace()
  const draft = useSignal<Draft | null>(null)
  useEffect(() => void destinations.loadLacks(), [destinations])
  if (draft.value)
    return (
      <SetUp
        draft={draft.value}
        onChange={(one) => {
          draft.value = one
        }}
        onClose={onClose}
      />
    )
  const choose = (kind: DestinationKind) => {
    draft.value = newDraft(kind)
  }
  return (
    <Dialog title="Add a destination" onClose={onClose}>
      <ul class="kinds">
        {destinationKinds.map((kind) => (
          <li key={kind}>
            <button type="button" class="kind" onClick={() => choose(kind)}>
              <KindGlyph kind={kind} />
              <span>
                <strong>{kindNames[kind]}</strong>
                <span class="hint">{kindWords[kind]}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div class="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  )
}

type Props = { draft: Draft; onChange(draft: Draft | null): void; onClose(): void }

const SetUp = ({ draft, onChange, onClose }: Props) => {
  const { router } = useConsole()
  const { destinations } = useWorkspace()
  const issues = useSignal<readonly Issue[]>([])
  const fault = useSignal<string | null>(null)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const added = await destinations.add(bodyOf(draft, false))
    if (typeof added === 'string') {
      onClose()
      router.go(pathTo('destination', added))
      return
    }
    issues.value = normalIssues(added.issues)
    fault.value = added.issues.length > 0 ? null : failureInWords(added)
    if (added.issues.length > 0) showIssues()
  }
  const lack = destinations.lacks.value?.[draft.kind]
  const change = (next: Draft) => {
    issues.value = stillSaid(issues.value, bodyOf(draft, false), bodyOf(next, false))
    onChange(next)
  }
  return (
    <Dialog title={`Add ${kindNames[draft.kind]}`} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <div class="stack">
          {lack && (
            <p class="notice" role="status">
              <Icon name="alert" />
              {lack}. Until then nothing is sent.
            </p>
          )}
          <IssueSummary issues={issues.value} />
          <SetupFields draft={draft} issues={issues.value} isSet={false} isNew onChange={change} />
          <HearsFields
            hears={draft.hears}
            issues={issues.value}
            onChange={(hears) => change({ ...draft, hears })}
          />
          {fault.value && (
            <p class="notice alarm" role="alert">
              {fault.value}
            </p>
          )}
        </div>
        <div class="dialog-foot form-foot">
          <Button tone="quiet" icon="back" onClick={() => onChange(null)}>
            Another kind
          </Button>
          <Button tone="primary" type="submit">
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
