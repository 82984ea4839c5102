/** Somebody of whom a person says whose customer they are. */
import type { ComponentChildren } from 'preact'
import { Button } from '../../component/Button.tsx'
import { fieldId } from '../../component/Field.tsx'
import { useRefusal } from '../../component/rights.ts'

type Props = {
  id: string
  who: string
  /** What waits for it. */
  children: ComponentChildren
  typed: string
  isSaving: boolean
  onType(account: string): void
  onMap(): void
}

export const WhoseRow = ({ id, who, children, typed, isSaving, onType, onMap }: Props) => {
  const refusal = useRefusal('keys')
  return (
    <form
      class="row unmatched-row"
      onSubmit={(event) => {
        event.preventDefault()
        onMap()
      }}
    >
      <span class="row-words">
        <span class="row-title">{who}</span>
        <span class="row-sub">{children}</span>
      </span>
      <span class="line">
        <input
          id={fieldId(`account-of-${id}`)}
          class="input"
          aria-label={`Account of ${who}`}
          placeholder="Id of the account"
          autocomplete="off"
          spellcheck={false}
          required
          maxLength={128}
          disabled={refusal !== null}
          value={typed}
          onInput={(event) => onType(event.currentTarget.value)}
        />
        <Button needs="keys" size="small" type="submit" disabled={isSaving}>
          Map it
        </Button>
      </span>
    </form>
  )
}
