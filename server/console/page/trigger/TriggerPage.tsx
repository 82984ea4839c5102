/** One trigger: its sentence in parts on one side, what it would have done on the other. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { focusField } from '../../component/form/focus-field.ts'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { Empty } from '../../component/mark/Empty.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { ReplayingModel } from '../../model/trigger/replaying.ts'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { newKey } from '../../model/trigger/triggers.ts'
import { wait } from '../../model/wait.ts'
import { triggerInWords } from '../../words/trigger.ts'
import { ChangeBadge } from '../publish/ChangeBadge.tsx'
import { PublicationNotice } from '../publish/PublicationNotice.tsx'
import { ScheduleDialog } from '../publish/ScheduleDialog.tsx'
import { JsonSection } from './JsonSection.tsx'
import { ReplayPane } from './ReplayPane.tsx'
import { RulesSection } from './RulesSection.tsx'
import { TriggerActions } from './TriggerActions.tsx'
import { TriggerConflict } from './TriggerConflict.tsx'
import { WhenSection } from './WhenSection.tsx'

const back = { to: '/triggers', text: 'Triggers' }

export const TriggerPage = ({ trigger }: { trigger: string }) => {
  const { triggers, nudges, publications } = useWorkspace()
  const { router } = useConsole()
  useEffect(() => {
    void triggers.load(10_000)
    void publications.load(10_000)
  }, [triggers, publications])
  const isNew = trigger === newKey
  const isReady = triggers.sorted.value !== undefined && nudges.plans.data.value !== undefined
  const editor = useMemo(() => {
    if (!isReady) return undefined
    const asked = new URLSearchParams(router.place.peek().query)
    const start = { from: asked.get('from'), template: asked.get('template') }
    return isNew ? triggers.create(start) : triggers.edit(trigger)
  }, [isReady, trigger])
  if (editor) return <TriggerScreen editor={editor} isNew={isNew} />
  return (
    <Page title={isNew ? 'New trigger' : trigger} back={back}>
      {isReady ? (
        <Empty title="There is no such trigger" action={<Link to="/triggers">All triggers</Link>}>
          It may have another key.
        </Empty>
      ) : (
        <Waiting failure={triggers.failure.value} onRetry={triggers.load} lines={8} />
      )}
    </Page>
  )
}

const forms = [
  { value: 'parts', text: 'In words' },
  { value: 'json', text: 'As JSON' },
] as const

const TriggerScreen = ({ editor, isNew }: { editor: TriggerEditor; isNew: boolean }) => {
  const { api } = useWorkspace()
  const replaying = useMemo(() => new ReplayingModel(api, editor, wait), [api, editor])
  useEffect(() => replaying.follow(), [replaying])
  const form = useSignal<(typeof forms)[number]['value']>('parts')
  const isScheduling = useSignal(false)
  const isTrying = useRefusal('author') !== null
  const schedule = () => {
    isScheduling.value = true
  }
  // Written as one text, all of it is in one field.
  const inText = form.value === 'json' && {
    wordsOf: (path: string) => path || 'The trigger as JSON',
    onGo: () => focusField('json'),
  }
  const authored = { ...editor, kind: 'trigger' as const }
  const draft = editor.draft.value
  const record = editor.record.value
  return (
    <Page
      title={draft.name || 'New trigger'}
      needs="author"
      back={back}
      isWide
      words={triggerInWords(draft)}
      badge={
        <>
          <StatusBadge kind="trigger" status={record?.status ?? 'draft'} />
          <ChangeBadge authored={editor} {...(isTrying && { unsaved: 'Only tried here' })} />
        </>
      }
      actions={
        <TriggerActions editor={editor} replaying={replaying} isNew={isNew} onSchedule={schedule} />
      }
    >
      <div class="builder">
        <div class="stack builder-form">
          <IssueSummary issues={editor.isRefused.value ? editor.issues.value : []} {...inText} />
          <PublicationNotice authored={authored} onMove={schedule} />
          <Segments
            label="How it is written"
            value={form.value}
            options={forms}
            onChange={(next) => {
              editor.leaveText()
              form.value = next
            }}
          />
          {form.value === 'json' ? (
            <JsonSection editor={editor} />
          ) : (
            <>
              <WhenSection editor={editor} replaying={replaying} />
              <RulesSection editor={editor} isNew={isNew} />
            </>
          )}
        </div>
        <ReplayPane editor={editor} replaying={replaying} />
      </div>
      {isScheduling.value && (
        <ScheduleDialog
          authored={authored}
          onClose={() => {
            isScheduling.value = false
          }}
        />
      )}
      {editor.conflict.value && (
        <TriggerConflict editor={editor} conflict={editor.conflict.value} />
      )}
    </Page>
  )
}
