import { useEffect } from 'preact/hooks'
import { pathTo } from '../../router.ts'
import { useWorkspace } from '../frame/context.tsx'
import { Link } from '../frame/Link.tsx'
import { Waiting } from '../mark/Waiting.tsx'
import { Receipt } from './Receipt.tsx'

/** A decision's receipt where the decision is listed. */
export const DecisionBody = ({ id }: { id: string }) => {
  const { accounts } = useWorkspace()
  const decision = accounts.decision(id)
  useEffect(() => void decision.load(10_000), [decision])
  const record = decision.data.value
  if (!record) return <Waiting failure={decision.failure.value} onRetry={decision.load} lines={2} />
  return (
    <>
      <Receipt record={record} />
      <p class="small">
        <Link to={pathTo('decision', id)}>The whole receipt</Link>
      </p>
    </>
  )
}
