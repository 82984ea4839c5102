/** What stands on the page of a source that is billing: what to paste, whose customers are, what came of it. */
import { useEffect, useMemo } from 'preact/hooks'
import type { BillingVendor } from '../../../../../shared/event/source.ts'
import { useConsole, useWorkspace } from '../../../component/frame/context.tsx'
import { Waiting } from '../../../component/mark/Waiting.tsx'
import type { Source } from '../../../contract.ts'
import { BillingModel } from '../../../model/source/billing.ts'
import { Connect } from '../Connect.tsx'
import { Revoke } from '../Revoke.tsx'
import { SigningSecret } from '../SigningSecret.tsx'
import { Mapped } from './Mapped.tsx'
import { Received } from './Received.tsx'
import { Unmatched } from './Unmatched.tsx'

type Props = { source: Source; vendor: BillingVendor }

export const BillingParts = ({ source, vendor }: Props) => {
  const { toasts } = useConsole()
  const { api, sources } = useWorkspace()
  const billing = useMemo(
    () => new BillingModel(api, source, { toasts, onSecret: () => void sources.list.load() }),
    [source.id],
  )
  useEffect(() => void billing.view.load(), [billing])
  const view = billing.view.data.value
  return (
    <>
      <Connect source={source} />
      <SigningSecret source={source} giver={billing} />
      {view ? (
        <>
          <Unmatched vendor={vendor} billing={billing} unmatched={view.unmatched} />
          <Mapped billing={billing} mapped={view.mapped} />
          <Received vendor={vendor} billing={billing} view={view} />
        </>
      ) : (
        <Waiting failure={billing.view.failure.value} onRetry={billing.view.load} lines={4} />
      )}
      <Revoke source={source} />
    </>
  )
}
