import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Destination } from '../../../../shared/destination/destination.ts'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { pathTo } from '../../router.ts'
import { attemptInWords, kindNames, stateInWords } from '../../words/destination.ts'
import { AddDialog } from './AddDialog.tsx'
import { KindGlyph } from './KindGlyph.tsx'

export const DestinationsPage = () => {
  const { destinations } = useWorkspace()
  const isAdding = useSignal(false)
  useEffect(() => void destinations.load(3000), [destinations])
  const list = destinations.all.value
  const add = (
    <Button
      needs="settings"
      tone="primary"
      icon="plus"
      onClick={() => {
        isAdding.value = true
      }}
    >
      Add a destination
    </Button>
  )
  return (
    <Page
      title="Destinations"
      words="Who is told when an account is ready, a trial starts or somebody buys."
      actions={list && list.length > 0 && add}
    >
      <div class="card">
        {!list && <Waiting failure={destinations.failure.value} onRetry={destinations.load} />}
        {list?.length === 0 && (
          <Empty title="Nobody is told yet" action={add}>
            Send signals where your team looks: a Slack channel, a task in the CRM, a backend of
            yours. Each is told what you choose, and Brim tries again until it has arrived.
          </Empty>
        )}
        {list && list.length > 0 && (
          <ul class="rows">
            {list.map((one) => (
              <li key={one.id}>
                <DestinationRow destination={one} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {isAdding.value && (
        <AddDialog
          onClose={() => {
            isAdding.value = false
          }}
        />
      )}
    </Page>
  )
}

const DestinationRow = ({ destination }: { destination: Destination }) => {
  const { id, kind, name, lacks, last, waiting, failed } = destination
  const { text, tone } = stateInWords(destination)
  return (
    <Link class="row destination-row" to={pathTo('destination', id)}>
      <KindGlyph kind={kind} />
      <span class="row-words">
        <span class="row-title truncate">{name}</span>
        <span class="row-sub">
          <span>{kindNames[kind]}</span>
          {lacks ? (
            <span class="truncate" title={lacks.message}>
              {lacks.message}
            </span>
          ) : last ? (
            <span class="truncate">
              {attemptInWords(last)}, <Time at={last.at} />
            </span>
          ) : (
            <span>nothing sent yet</span>
          )}
          {waiting > 0 && <span>{waiting} waiting</span>}
          {failed > 0 && <span class="fault-count">{counted(failed, 'failure')}</span>}
        </span>
      </span>
      <span class={`badge ${tone}`}>{text}</span>
    </Link>
  )
}
