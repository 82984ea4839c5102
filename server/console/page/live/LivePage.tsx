import { useSignalEffect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { SearchField } from '../../component/form/SearchField.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Happening } from '../../component/happening/Happening.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Connection } from '../../model/live/live.ts'
import { whoOf } from '../../model/live/live-filter.ts'

const typeWords = [
  { value: 'all', text: 'All' },
  { value: 'event', text: 'Events' },
  { value: 'signal', text: 'Signals' },
  { value: 'decision', text: 'Decisions' },
] as const

const connections: Record<Connection, { text: string; tone: string }> = {
  connecting: { text: 'Connecting', tone: '' },
  open: { text: 'Listening', tone: 'good' },
  lost: { text: 'Connecting again', tone: 'brim' },
}

const namesEveryMs = 1000

export const LivePage = () => {
  const { live, nudges, accounts } = useWorkspace()
  useEffect(() => {
    void nudges.load(30_000)
    void accounts.loadNames(30_000)
    return live.watch()
  }, [live, nudges, accounts])
  // Somebody new has come: they are shown by name as soon as they have one.
  useSignalEffect(() => {
    const names = accounts.names.peek()
    const isNew = live.shown.value.some(
      ({ message, isFresh }) => isFresh && !names.has(whoOf(message).account),
    )
    if (isNew) setTimeout(() => void accounts.loadNames(namesEveryMs), namesEveryMs)
  })
  const { text, tone } = connections[live.connection.value]
  const isPaused = live.isPaused.value
  return (
    <Page
      title="Live"
      words="What comes in, which accounts it makes ready, and what Brim decides. Open a line for the reasons."
      badge={<span class={`badge ${isPaused ? 'brim' : tone}`}>{isPaused ? 'Paused' : text}</span>}
      actions={
        isPaused ? (
          <Button icon="play" onClick={live.resume}>
            Go on
          </Button>
        ) : (
          <Button icon="pause" onClick={live.pause}>
            Pause
          </Button>
        )
      }
    >
      <div class="toolbar">
        <Segments
          label="Kind"
          value={live.filter.value.type}
          options={typeWords}
          onChange={(type) => live.narrow({ type })}
        />
        <div class="search">
          <Icon name="search" />
          <SearchField
            label="Filter by name, account or value"
            value={live.filter.value.text}
            onType={(text) => live.narrow({ text })}
          />
        </div>
      </div>
      {live.held.value.length > 0 && (
        <button type="button" class="button" onClick={live.resume}>
          {counted(live.held.value.length, 'new line')} waiting
        </button>
      )}
      <Stream />
    </Page>
  )
}

const Stream = () => {
  const { live } = useWorkspace()
  const shown = live.shown.value
  const { type, text } = live.filter.value
  const isNarrow = type !== 'all' || text.trim() !== ''
  if (!live.isLoaded.value) return <Waiting failure={undefined} onRetry={() => {}} lines={8} />
  if (shown.length === 0) {
    return (
      <div class="card">
        {isNarrow ? (
          <Empty
            title="Nothing matches"
            action={
              <Button onClick={() => live.narrow({ type: 'all', text: '' })}>Show all</Button>
            }
          >
            New lines that match appear here as they come.
          </Empty>
        ) : (
          <Empty title="Quiet so far" action={<Link to="/install">Set it up</Link>}>
            As soon as your product sends its first event, it appears here, with what Brim makes of
            it.
          </Empty>
        )}
      </div>
    )
  }
  return (
    <ul class="card rows" aria-label="What happened, newest first">
      {shown.slice(0, 150).map(({ id, at, message, isFresh }) => (
        <li key={id} class={isFresh ? 'fresh' : undefined}>
          <Happening message={message} at={at} isWithAccount />
        </li>
      ))}
    </ul>
  )
}
