import type { Signal } from '../../../../shared/account/signal.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { EvidenceLine } from '../../component/happening/Evidence.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { pathTo } from '../../router.ts'

export const NewestSignals = ({ signals }: { signals: Signal[] }) => {
  const { nudges, accounts } = useWorkspace()
  return (
    <section class="card">
      <div class="card-head">
        <h2>Newest signals</h2>
      </div>
      {signals.length === 0 && (
        <div class="card-body muted">No account is ready for more just now.</div>
      )}
      <ul class="rows">
        {signals.slice(0, 8).map((signal) => (
          <li key={signal.id}>
            <Link
              class="row signal-row"
              to={pathTo('account', signal.account)}
              prefetch={() => accounts.open(signal.account).load(5000)}
            >
              <span class="line">
                <span class="row-title">
                  {accounts.names.value.get(signal.account) ?? signal.account}
                </span>
                <span class="muted small push">
                  <Time at={signal.firedAt} />
                </span>
              </span>
              <span>{nudges.nameOf.value('trigger', signal.trigger)}</span>
              <span class="row-sub">
                {signal.evidence
                  .filter((leaf) => leaf.verdict === 'true')
                  .slice(0, 2)
                  .map((leaf) => (
                    <EvidenceLine key={leaf.path} leaf={leaf} />
                  ))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
