/** One nudge: its words and rules on one side, what people will see on the other. */
import { useModel, useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { ExamplesContext } from '../../component/rich-text/examples.ts'
import type { Editor } from '../../model/editor/editor.ts'
import { newKey } from '../../model/editor/editors.ts'
import { PreviewModel } from '../../model/editor/preview.ts'
import { placeOf } from '../../model/editor/words.ts'
import { ReviewModel } from '../../model/publishing/review.ts'
import { pathInWords } from '../../words/path.ts'
import { ChangeBadge } from '../publish/ChangeBadge.tsx'
import { PublicationNotice } from '../publish/PublicationNotice.tsx'
import { ReviewPanel } from '../publish/ReviewPanel.tsx'
import { ScheduleDialog } from '../publish/ScheduleDialog.tsx'
import { EditorActions } from './EditorActions.tsx'
import { goToField } from './focus-field.ts'
import { issuesOf } from './issues-of.ts'
import { NudgeConflict } from './NudgeConflict.tsx'
import { NudgeForm } from './NudgeForm.tsx'
import { PreviewPane } from './PreviewPane.tsx'
import { type Side, Sides } from './Sides.tsx'

const back = { to: '/nudges', text: 'Nudges' }

export const EditorPage = ({ nudge }: { nudge: string }) => {
  const { nudges, editors, publications } = useWorkspace()
  const { router } = useConsole()
  useEffect(() => {
    void nudges.load(10_000)
    void publications.load(10_000)
  }, [nudges, publications])
  const isNew = nudge === newKey
  const list = nudges.nudges.data.value
  const isReady = list !== undefined && nudges.offers.data.value !== undefined
  const editor = useMemo(() => {
    if (!isReady) return undefined
    const from = new URLSearchParams(router.place.peek().query).get('from')
    return isNew ? editors.create(from) : editors.edit(nudge)
  }, [isReady, nudge])
  if (editor) return <EditorScreen editor={editor} isNew={isNew} />
  return (
    <Page title={isNew ? 'New nudge' : nudge} back={back}>
      {isReady ? (
        <Empty title="There is no such nudge" action={<Link to="/nudges">All nudges</Link>}>
          It may have another key.
        </Empty>
      ) : (
        <Waiting failure={nudges.nudges.failure.value} onRetry={nudges.load} lines={8} />
      )}
    </Page>
  )
}

const EditorScreen = ({ editor, isNew }: { editor: Editor; isNew: boolean }) => {
  const { api } = useWorkspace()
  const preview = useModel(() => new PreviewModel(api, editor))
  const review = useModel(() => new ReviewModel(api, editor))
  const side = useSignal<Side>('edit')
  const isScheduling = useSignal(false)
  const schedule = () => {
    isScheduling.value = true
  }
  const record = editor.record.value
  return (
    <Page
      title={editor.draft.value.name || 'New nudge'}
      needs="author"
      back={back}
      isWide
      badge={
        <>
          <StatusBadge kind="nudge" status={record?.status ?? 'draft'} />
          <ChangeBadge authored={editor} />
        </>
      }
      actions={
        <EditorActions
          editor={editor}
          review={review}
          isNew={isNew}
          onForm={() => {
            side.value = 'edit'
          }}
          onSchedule={schedule}
        />
      }
    >
      <Sides side={side} />
      <div class={`editor ${side.value}`}>
        <div class="editor-form">
          <IssueSummary
            issues={editor.isRefused.value ? issuesOf(editor, preview) : []}
            wordsOf={(path) => (placeOf(editor.draft.value, path) ? pathInWords(path) : undefined)}
            onGo={(path) => goToField(editor, path)}
          />
          <PublicationNotice authored={{ ...editor, kind: 'nudge' }} onMove={schedule} />
          <ReviewPanel editor={editor} review={review} />
          <ExamplesContext.Provider value={preview}>
            <NudgeForm editor={editor} preview={preview} isNew={isNew} />
          </ExamplesContext.Provider>
        </div>
        <PreviewPane editor={editor} preview={preview} isNew={isNew} />
      </div>
      {isScheduling.value && (
        <ScheduleDialog
          authored={{ ...editor, kind: 'nudge' }}
          onClose={() => {
            isScheduling.value = false
          }}
        />
      )}
      {editor.conflict.value && <NudgeConflict editor={editor} conflict={editor.conflict.value} />}
    </Page>
  )
}
