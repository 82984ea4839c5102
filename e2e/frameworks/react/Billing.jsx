import { Slot } from './Slot'

export function Billing() {
  return (
    <section>
      <h2>Billing</h2>
      <Slot name="billing" />
    </section>
  )
}
