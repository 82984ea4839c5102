/** What can be done with something that is edited in its place: thrown away, or saved. */
import type { ReadonlySignal } from '@preact/signals'
import type { Right } from '../../../shared/role.ts'
import { Button } from './Button.tsx'

export type Edited = {
  isDirty: ReadonlySignal<boolean>
  isSaving: ReadonlySignal<boolean>
  discard(): void
  save(): Promise<void>
}

type Props = {
  of: Edited
  /** What the button says. */
  text: string
  needs?: Right
  /** It cannot be saved as it is. */
  isFaulty?: boolean
}

export const SaveActions = ({ of, text, needs, isFaulty = false }: Props) => (
  <>
    {of.isDirty.value && (
      <Button tone="quiet" icon="undo" onClick={of.discard}>
        Discard
      </Button>
    )}
    <Button
      {...(needs ? { needs } : {})}
      tone="primary"
      disabled={!of.isDirty.value || of.isSaving.value || isFaulty}
      onClick={() => void of.save()}
    >
      {of.isSaving.value ? 'Saving…' : text}
    </Button>
  </>
)
