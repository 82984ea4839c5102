/** There is no way back from it: what is erased is named once more by who erases it. */
import { useSignal } from '@preact/signals'
import type { Subject } from '../../../../shared/account/erasure.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import type { AccountDetail } from '../../contract.ts'
import type { Account } from '../../model/account/accounts.ts'
import { nameOf } from '../../words/account.ts'
import { failureInWords } from '../../words/failure.ts'

type Props = { account: Account; detail: AccountDetail; onClose(): void }

export const EraseDialog = ({ account, detail, onClose }: Props) => {
  const { router, toasts } = useConsole()
  const user = useSignal('')
  const typed = useSignal('')
  const fault = useSignal<string | null>(null)
  const subject = (): Subject =>
    user.value === '' ? { kind: 'account', id: detail.id } : { kind: 'user', id: user.value }
  const { id } = subject()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const failure = await account.erase(subject())
    if (failure) {
      fault.value = failureInWords(failure)
      return
    }
    toasts.say('Being erased: nothing is taken in of them any more')
    onClose()
    if (user.value === '') router.go('/accounts')
  }
  const issues = fault.value ? [{ path: 'erase', message: fault.value }] : []
  return (
    <Dialog title="Erase for good" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <p class="muted">
          Names, traits, receipts and wishes go; what was counted, shown and earned stays, of
          nobody. What comes of them later is refused. This can’t be undone.
        </p>
        <Field path="erase-whom" label="Whom">
          <select
            {...controlProps('erase-whom')}
            class="select"
            value={user.value}
            onChange={(event) => {
              user.value = event.currentTarget.value
              typed.value = ''
            }}
          >
            <option value="">The whole account with its people</option>
            {detail.users.map((one) => (
              <option key={one.id} value={one.id}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </Field>
        <Field
          path="erase"
          label="Type the id to confirm"
          issues={issues}
          hint={
            <>
              It is <code>{id}</code>
            </>
          }
        >
          <input
            {...controlProps('erase', issues)}
            class="input"
            autocomplete="off"
            spellcheck={false}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value
            }}
          />
        </Field>
        <div class="dialog-foot">
          <Button onClick={onClose}>Keep</Button>
          <Button tone="danger" type="submit" disabled={typed.value !== id}>
            Erase for good
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
