/** One alert: what of whom, how it stands, and whether it was worth it. */
import type { Alert, Worth } from '../../../../shared/play/alert.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { EvidenceLine } from '../../component/happening/Evidence.tsx'
import { Time, Until } from '../../component/mark/Time.tsx'
import { worthOf } from '../../model/play/alerts.ts'
import { pathTo } from '../../router.ts'
import { alertInWords, alertReasonInWords } from '../../words/play.ts'

/** `isNamed`: says which account it is of. */
export const AlertRow = ({ alert, isNamed }: { alert: Alert; isNamed?: boolean }) => {
  const { destinations } = useWorkspace()
  const { text, tone } = alertInWords(alert)
  const reason = alertReasonInWords(alert)
  const { account, accountName, name, play, playName, rep, destination, at, dueAt } = alert
  const whom =
    rep ??
    (destination === null
      ? 'nobody yet'
      : (destinations.all.value?.find((one) => one.id === destination)?.name ?? 'a channel'))
  return (
    <li class="row alert-row">
      <span class="row-words">
        <span class="row-title">
          {isNamed && (
            <>
              <Link to={pathTo('account', account)}>{accountName ?? account}</Link>:{' '}
            </>
          )}
          {name}
        </span>
        <span class="row-sub">
          {alert.evidence
            .filter((leaf) => leaf.verdict === 'true')
            .map((leaf) => (
              <EvidenceLine key={leaf.path} leaf={leaf} />
            ))}
        </span>
        <span class="muted small">
          <Time at={at} />, by <Link to={pathTo('play', play)}>{playName}</Link>, for {whom}
        </span>
        {reason && alert.state !== 'told' && (
          <span class="small">
            {reason}
            {dueAt !== null && (alert.reason === 'quiet_hours' || alert.state === 'digest') && (
              <>
                , <Until at={dueAt} />
              </>
            )}
          </span>
        )}
      </span>
      <span class="row-status">
        <span class={`badge ${tone} plain`}>{text}</span>
      </span>
      {alert.state === 'told' && <WorthOf alert={alert} />}
    </li>
  )
}

const words: Record<Worth, string> = { yes: 'Worth it', no: 'Not worth it' }

const WorthOf = ({ alert }: { alert: Alert }) => {
  const { alerts } = useWorkspace()
  const said = worthOf(alerts, alert)
  const of = alert.accountName ?? alert.account
  return (
    <span class="line alert-worth">
      {(['yes', 'no'] as const).map((worth) => (
        <Button
          key={worth}
          size="small"
          tone={said === worth ? 'primary' : 'plain'}
          needs="claim"
          aria-pressed={said === worth}
          aria-label={`${words[worth]}: ${of}, ${alert.name}`}
          onClick={() => void alerts.say(alert, worth)}
        >
          {words[worth]}
        </Button>
      ))}
    </span>
  )
}
