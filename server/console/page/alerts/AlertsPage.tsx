/** Alerts: one's own, or everybody's, with what stands in the way of those that wait. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { AlertState } from '../../../../shared/play/alert.ts'
import { Button } from '../../component/button/Button.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { alertsIn, nextIn } from '../../model/play/alerts.ts'
import { AlertRow } from './AlertRow.tsx'

const whose = [
  { value: 'mine', text: 'Mine' },
  { value: 'all', text: 'Everybody’s' },
] as const

const stateWords: Record<AlertState | '', string> = {
  '': 'Told or not',
  told: 'Told',
  waiting: 'Waiting',
  digest: 'For the next digest',
  dropped: 'Not told any more',
}

export const AlertsPage = () => {
  const { session } = useConsole()
  const { alerts, live } = useWorkspace()
  const state = session.state.value
  const own = state.kind === 'in' ? state.me.person.email.toLowerCase() : ''
  const of = useSignal<'mine' | 'all'>('mine')
  const shown = useSignal<AlertState | ''>('')
  const asked = new URLSearchParams({
    ...(of.value === 'mine' ? { rep: own } : {}),
    ...(shown.value === '' ? {} : { state: shown.value }),
  })
  const search = asked.toString()
  useEffect(() => {
    void alerts.load(search)
    return live.watch((message) => {
      if (message.type === 'signal') void alerts.load(search, 1000)
    })
  }, [alerts, live, search])
  const list = alertsIn(alerts, search)
  const next = nextIn(alerts, search)
  return (
    <Page
      title="Alerts"
      words="What plays tell somebody at sales. Say whether each was worth it: the plays that are stay, the others can be narrowed."
      actions={
        <Link class="button" to="/sales-team">
          <Icon name="person" />
          Sales team
        </Link>
      }
    >
      <div class="toolbar">
        <Segments
          label="Whose alerts"
          value={of.value}
          options={whose}
          onChange={(next) => {
            of.value = next
          }}
        />
        <ChoiceOf
          label="Which alerts"
          value={shown.value}
          options={stateWords}
          onChange={(next) => {
            shown.value = next
          }}
        />
      </div>
      <div class="card">
        {!list && (
          <Waiting failure={alerts.of(search).failure.value} onRetry={() => alerts.load(search)} />
        )}
        {list?.length === 0 && (
          <Nothing isMine={of.value === 'mine'} isNarrow={shown.value !== ''} />
        )}
        {list && list.length > 0 && (
          <ul class="rows">
            {list.map((alert) => (
              <AlertRow key={alert.id} alert={alert} isNamed />
            ))}
          </ul>
        )}
      </div>
      {next !== null && (
        <div>
          <Button
            disabled={alerts.isLoadingOlder.value}
            onClick={() => void alerts.loadOlder(search, next)}
          >
            {alerts.isLoadingOlder.value ? 'Loading…' : 'Older ones'}
          </Button>
        </div>
      )}
    </Page>
  )
}

const Nothing = ({ isMine, isNarrow }: { isMine: boolean; isNarrow: boolean }) => {
  if (isNarrow) return <Empty title="None of these">Choose others above.</Empty>
  return (
    <Empty
      title={isMine ? 'No alert for you yet' : 'No alert yet'}
      action={<Link to="/plays">See the plays</Link>}
    >
      {isMine
        ? 'Alerts come to whoever owns an account, by the address that you sign in with. When a play finds one of yours ready, it stands here.'
        : 'A play that tells the owner of an account makes an alert of each signal. Each stands here, with when it was told or why it waits.'}
    </Empty>
  )
}
