/** What is stored of an account and its people: handed over, and erased for good. For owners and admins. */
import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import type { AccountDetail } from '../../contract.ts'
import type { Account } from '../../model/account/accounts.ts'
import { EraseDialog } from './EraseDialog.tsx'

type Props = { account: Account; detail: AccountDetail }

export const Privacy = ({ account, detail }: Props) => {
  const { api } = useWorkspace()
  const isErasing = useSignal(false)
  const refusal = useRefusal('privacy')
  if (refusal) return null
  return (
    <section class="card" aria-label="What is stored">
      <div class="card-head">
        <h2>What is stored</h2>
      </div>
      <div class="card-body stack">
        <p class="muted small">
          All that Brim knows of this account and its people, as lines of JSON; or take them out of
          it for good.
        </p>
        <div class="line">
          <a class="button small" href={api.exportAddress(detail.id)} download>
            Export
          </a>
          <Button
            tone="danger"
            size="small"
            onClick={() => {
              isErasing.value = true
            }}
          >
            Erase…
          </Button>
        </div>
      </div>
      {isErasing.value && (
        <EraseDialog
          account={account}
          detail={detail}
          onClose={() => {
            isErasing.value = false
          }}
        />
      )}
    </section>
  )
}
