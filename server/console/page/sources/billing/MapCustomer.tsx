/** A customer of billing, and whose it is: said, or said anew. */
import type { ComponentChildren } from 'preact'
import type { Billing } from '../../../model/source/billing.ts'
import { WhoseRow } from '../WhoseRow.tsx'

type Props = {
  billing: Billing
  customer: string
  /** Whose it is until now. */
  account?: string
  action: string
  /** What is known of it. */
  children: ComponentChildren
}

export const MapCustomer = ({ billing, customer, account, action, children }: Props) => (
  <WhoseRow
    id={customer}
    who={customer}
    account={account}
    action={action}
    typed={billing.accounts.value.get(customer)}
    isSaving={billing.isSaving.value}
    onType={(next) => billing.type(customer, next)}
    onMap={() => void billing.map(customer)}
  >
    {children}
  </WhoseRow>
)
