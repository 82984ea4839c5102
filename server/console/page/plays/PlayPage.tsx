/** One play: its sentence in parts on one side, what it would have done on the other. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Conflict } from '../../model/definitions/conflict.ts'
import { DryRunningModel } from '../../model/play/dry-running.ts'
import { newPlay, type PlayEntry } from '../../model/play/plays.ts'
import { wait } from '../../model/wait.ts'
import { placeInPlay, playInWords, valueInPlay } from '../../words/play.ts'
import { ChangeBadge } from '../publish/ChangeBadge.tsx'
import { ConflictDialog } from '../publish/ConflictDialog.tsx'
import { PublicationNotice } from '../publish/PublicationNotice.tsx'
import { ScheduleDialog } from '../publish/ScheduleDialog.tsx'
import { DryRunPane } from './DryRunPane.tsx'
import { PlayActions } from './PlayActions.tsx'
import { PlayForm } from './PlayForm.tsx'
import { usePlayNames } from './use-play-names.ts'

const back = { to: '/plays', text: 'Plays' }

export const PlayPage = ({ play }: { play: string }) => {
  const { plays, publications, destinations } = useWorkspace()
  const { router } = useConsole()
  useEffect(() => {
    void plays.load(10_000)
    void publications.load(10_000)
    void destinations.load(10_000)
  }, [plays, publications, destinations])
  const isNew = play === newPlay
  const isReady = plays.list.data.value !== undefined
  const entry = useMemo(() => {
    if (!isReady) return undefined
    const asked = new URLSearchParams(router.place.peek().query)
    const start = { from: asked.get('from'), template: asked.get('template') }
    return isNew ? plays.create(start) : plays.edit(play)
  }, [isReady, play])
  if (entry) return <PlayScreen entry={entry} isNew={isNew} />
  return (
    <Page title={isNew ? 'New play' : play} back={back}>
      {isReady ? (
        <Empty title="There is no such play" action={<Link to="/plays">All plays</Link>}>
          It may have been deleted.
        </Empty>
      ) : (
        <Waiting failure={plays.failure.value} onRetry={plays.load} lines={8} />
      )}
    </Page>
  )
}

const PlayScreen = ({ entry, isNew }: { entry: PlayEntry; isNew: boolean }) => {
  const { api } = useWorkspace()
  const names = usePlayNames()
  const running = useMemo(() => new DryRunningModel(api, entry, wait), [api, entry])
  useEffect(() => running.follow(), [running])
  const isScheduling = useSignal(false)
  const schedule = () => {
    isScheduling.value = true
  }
  const { record, draft, issues } = entry
  return (
    <Page
      title={draft.value.name || 'New play'}
      needs="author"
      back={back}
      isWide
      words={playInWords(draft.value, names)}
      badge={
        <>
          <StatusBadge kind="play" status={record.value?.status ?? 'draft'} />
          <ChangeBadge authored={entry} />
        </>
      }
      actions={<PlayActions entry={entry} isNew={isNew} onSchedule={schedule} />}
    >
      <div class="builder">
        <div class="stack builder-form">
          <IssueSummary issues={issues.value} />
          <PublicationNotice authored={entry} onMove={schedule} />
          <PlayForm entry={entry} isNew={isNew} />
        </div>
        <DryRunPane running={running} names={names} />
      </div>
      {isScheduling.value && (
        <ScheduleDialog
          authored={entry}
          onClose={() => {
            isScheduling.value = false
          }}
        />
      )}
      {entry.conflict.value && (
        <ConflictDialog
          noun="play"
          editor={entry}
          conflict={entry.conflict.value as unknown as Conflict}
          legend={({ path }) => placeInPlay(path)}
          tell={({ path, ...sides }, side) => valueInPlay(path, sides[side], names)}
        />
      )}
    </Page>
  )
}
