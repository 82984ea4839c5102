import { useEffect, useRef } from 'preact/hooks'
import { planCards } from '../model/plans.ts'
import { buying, choosePlan, session } from '../model/session.ts'

const close = () => {
  buying.value = null
}

export function Checkout() {
  const dialog = useRef<HTMLDialogElement>(null)
  const plan = planCards.find((one) => one.key === buying.value)
  const people = session.value?.tide.members.length ?? 0
  useEffect(() => {
    if (plan && !dialog.current?.open) dialog.current?.showModal()
    if (!plan) dialog.current?.close()
  }, [plan])
  return (
    <dialog ref={dialog} class="checkout" aria-labelledby="checkout-title" onClose={close}>
      {plan && (
        <>
          <h2 id="checkout-title">Change to {plan.name}</h2>
          <p>
            {people} people at €{plan.euros} make <strong>€{people * plan.euros} per month</strong>.
            It is a demo: nothing is charged.
          </p>
          <div class="buttons">
            <button type="button" class="button primary" onClick={() => void choosePlan(plan.key)}>
              Change to {plan.name}
            </button>
            <button type="button" class="button" onClick={close}>
              Cancel
            </button>
          </div>
        </>
      )}
    </dialog>
  )
}
