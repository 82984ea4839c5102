/** A customer of billing, and whose it is: said, or said anew. */
import type { ComponentChildren } from 'preact'
import { Button } from '../../../component/Button.tsx'
import { fieldId } from '../../../component/Field.tsx'
import { useRefusal } from '../../../component/rights.ts'
import type { Billing } from '../../../model/source/billing.ts'

type Props = {
  billing: Billing
  customer: string
  /** Whose it is until now. */
  account?: string
  action: string
  /** What is known of it. */
  children: ComponentChildren
}

export const MapCustomer = ({ billing, customer, account = '', action, children }: Props) => {
  const refusal = useRefusal('keys')
  const typed = billing.accounts.value.get(customer) ?? account
  const isNew = typed.trim() !== account
  return (
    <form
      class="row map-row"
      onSubmit={(event) => {
        event.preventDefault()
        if (isNew) void billing.map(customer)
      }}
    >
      <span class="row-words">
        <span class="row-title">{customer}</span>
        <span class="row-sub">{children}</span>
      </span>
      <span class="line">
        <input
          id={fieldId(`account-of-${customer}`)}
          class="input"
          aria-label={`Account of ${customer}`}
          placeholder="Id of the account"
          autocomplete="off"
          spellcheck={false}
          required
          maxLength={128}
          disabled={refusal !== null}
          value={typed}
          onInput={(event) => billing.type(customer, event.currentTarget.value)}
        />
        <Button
          needs="keys"
          size="small"
          type="submit"
          disabled={billing.isSaving.value || (account !== '' && !isNew)}
        >
          {action}
        </Button>
      </span>
    </form>
  )
}
