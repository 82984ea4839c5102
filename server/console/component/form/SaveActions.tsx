/** What can be done with something that is edited in its place: thrown away, or saved. */
import type { ReadonlySignal } from '@preact/signals'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Right } from '../../../../shared/workspace/role.ts'
import { Button } from '../button/Button.tsx'
import { ActionBar } from './ActionBar.tsx'
import { showIssues } from './show-issues.ts'

export type Edited = {
  isDirty: ReadonlySignal<boolean>
  isSaving: ReadonlySignal<boolean>
  /** Why it could not be saved. */
  issues: ReadonlySignal<readonly Issue[]>
  discard(): void
  save(): Promise<void>
}

type Props = {
  of: Edited
  /** What the button says. */
  text: string
  needs: Right
  /** It can't be saved as it is: why is to be in view. */
  onRefused?(): void
}

export const SaveActions = ({ of, text, needs, onRefused }: Props) => {
  const save = async () => {
    await of.save()
    if (of.issues.peek().length === 0) return
    onRefused?.()
    showIssues()
  }
  const isDirty = of.isDirty.value
  const isSaving = of.isSaving.value
  return (
    <ActionBar needs={needs} isIdle={!isDirty && !isSaving}>
      {isDirty && (
        <Button tone="quiet" icon="undo" onClick={of.discard}>
          Discard
        </Button>
      )}
      <Button
        needs={needs}
        tone="primary"
        isBusy={isSaving}
        disabled={!isSaving && !isDirty}
        onClick={() => void save()}
      >
        {isSaving ? 'Saving…' : text}
      </Button>
    </ActionBar>
  )
}
