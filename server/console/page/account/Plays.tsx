/** What an account's signals have set off: alerts, and why each play acted or did not. */
import { useEffect } from 'preact/hooks'
import type { PlayedSignal } from '../../../../shared/play/play.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Evidence } from '../../component/happening/Evidence.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { alertsIn } from '../../model/play/alerts.ts'
import { pathTo } from '../../router.ts'
import { outcomeInWords } from '../../words/play.ts'
import { AlertRow } from '../alerts/AlertRow.tsx'

export const Plays = ({ id, news }: { id: string; news: unknown }) => {
  const { alerts, plays } = useWorkspace()
  const search = new URLSearchParams({ account: id }).toString()
  // It is asked anew with the account's news.
  useEffect(() => {
    void alerts.load(search)
    void alerts.played(id).load()
  }, [alerts, id, search, news])
  const told = alertsIn(alerts, search)
  const played = alerts.played(id)
  const all = played.data.value?.plays
  const nameOf = (key: string) =>
    plays.list.data.value?.find((one) => one.key === key)?.draft.name ?? key
  if (!all || !told) {
    return (
      <div class="card">
        <Waiting failure={played.failure.value} onRetry={played.load} />
      </div>
    )
  }
  return (
    <>
      <section class="card" aria-label="Alerts">
        {told.length === 0 ? (
          <Empty title="Nobody was told yet">
            When a play tells somebody at sales of this account, it stands here.
          </Empty>
        ) : (
          <ul class="rows">
            {told.map((alert) => (
              <AlertRow key={alert.id} alert={alert} />
            ))}
          </ul>
        )}
      </section>
      {all.length > 0 && (
        <section class="card" aria-labelledby="played">
          <div class="card-head">
            <div>
              <h2 id="played">Why, and why not</h2>
              <p class="hint">Each play that was looked at when a signal came.</p>
            </div>
          </div>
          <ul class="rows">
            {all.map((one) => (
              <Played key={one.signal + one.play} one={one} nameOf={nameOf} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const Played = ({ one, nameOf }: { one: PlayedSignal; nameOf(key: string): string }) => (
  <li class="row played-row">
    <span class="row-words">
      <span class="row-title">
        <Link to={pathTo('play', one.play)}>{nameOf(one.play)}</Link>
      </span>
      <span class="small">{outcomeInWords(one, nameOf)}</span>
      {one.evidence.length > 0 && <Evidence leaves={one.evidence} />}
    </span>
    <span class="muted small">
      <Time at={one.at} />
    </span>
  </li>
)
