/** Somebody of whom a person says whose customer they are. */
import type { ComponentChildren } from 'preact'
import { Button } from '../../component/button/Button.tsx'
import { fieldId } from '../../component/form/Field.tsx'
import { useRefusal } from '../../component/frame/rights.ts'

type Props = {
  id: string
  who: string
  /** What is known of it. */
  children: ComponentChildren
  /** Whose it is until now. */
  account?: string | undefined
  action?: string
  typed: string | undefined
  isSaving: boolean
  onType(account: string): void
  onMap(): void
}

export const WhoseRow = (props: Props) => {
  const { id, who, children, account = '', action = 'Map it', isSaving, onType, onMap } = props
  const refusal = useRefusal('keys')
  const typed = props.typed ?? account
  const isNew = typed.trim() !== account
  return (
    <form
      class="row map-row"
      onSubmit={(event) => {
        event.preventDefault()
        if (isNew) onMap()
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
        <Button
          needs="keys"
          size="small"
          type="submit"
          disabled={isSaving || (account !== '' && !isNew)}
        >
          {action}
        </Button>
      </span>
    </form>
  )
}
