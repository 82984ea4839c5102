import { useSignal } from '@preact/signals'
import type { Finding } from '../../../../shared/lint.ts'
import { Button } from '../../component/Button.tsx'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Menu, MenuItem } from '../../component/Menu.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import { newKey } from '../../model/editor/editors.ts'
import type { Review } from '../../model/publishing/review.ts'
import { pathTo } from '../../router.ts'
import { PublishDialog } from '../publish/PublishDialog.tsx'

type Props = { editor: Editor; review: Review; isNew: boolean; onSchedule(): void }

export const EditorActions = ({ editor, review, isNew, onSchedule }: Props) => {
  const { toasts, router } = useConsole()
  const { editors } = useWorkspace()
  /** What is to be read before it is published all the same. */
  const asked = useSignal<readonly Finding[]>([])
  const busy = editor.busy.value
  const focus = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus())
  const save = async (publish: boolean) => {
    const outcome = await editor.save(publish)
    if (outcome === 'failed') toasts.say(editor.failure.value ?? 'That didn’t work')
    if (outcome === 'invalid') focus('issues')
    if (outcome !== 'saved') return
    const { key } = editor.draft.peek()
    if (publish) {
      toasts.say('Published: it is live now', {
        label: 'See what changed',
        run: () => router.go(`/nudges/${key}/versions`),
      })
    } else toasts.say('The draft is saved')
    if (!isNew) return
    editors.close(newKey)
    router.go(`/nudges/${key}`, { replace: true })
  }
  /** What can't be saved needs no looking over; what has an error stays here. */
  const publish = async () => {
    const live = editor.record.peek()?.published ?? null
    const findings = editor.issues.peek().length > 0 ? [] : await review.look(live)
    if (findings.some((one) => one.level === 'error')) {
      review.isOpen.value = true
      return focus('review')
    }
    if (findings.length > 0) asked.value = findings
    else await save(true)
  }
  const discard = () => {
    const thrown = editor.discard()
    toasts.say('Changes discarded', { label: 'Undo', run: () => editor.restore(thrown) })
  }
  const isDirty = editor.isDirty.value
  return (
    <>
      {isDirty && !isNew && (
        <Button tone="quiet" icon="undo" onClick={discard}>
          Discard
        </Button>
      )}
      <Button
        needs="author"
        disabled={busy !== null || !(isDirty || isNew)}
        onClick={() => save(false)}
      >
        {busy === 'saving' ? 'Saving…' : isDirty || isNew ? 'Save draft' : 'Saved'}
      </Button>
      <Button
        needs="author"
        tone="primary"
        disabled={busy !== null || !editor.hasUnpublished.value}
        onClick={() => void publish()}
      >
        {busy === 'publishing'
          ? 'Publishing…'
          : editor.hasUnpublished.value
            ? 'Publish'
            : 'Published'}
      </Button>
      {!isNew && <MoreActions editor={editor} onSchedule={onSchedule} />}
      {asked.value.length > 0 && (
        <PublishDialog
          editor={editor}
          findings={asked.value}
          onClose={() => {
            asked.value = []
          }}
          onPublish={() => {
            asked.value = []
            void save(true)
          }}
        />
      )}
    </>
  )
}

const MoreActions = ({ editor, onSchedule }: Pick<Props, 'editor' | 'onSchedule'>) => {
  const { router } = useConsole()
  const { nudges } = useWorkspace()
  const record = editor.record.value
  if (!record) return null
  return (
    <Menu label="More" icon="more">
      {(close) => {
        const then = (run: () => void) => () => {
          close()
          run()
        }
        return (
          <>
            {editor.hasUnpublished.value && (
              <MenuItem needs="author" icon="clock" onClick={then(onSchedule)}>
                Publish at a time…
              </MenuItem>
            )}
            {record.status === 'live' && (
              <MenuItem
                needs="author"
                icon="pause"
                onClick={then(() => void nudges.pause(record, editor.update))}
              >
                Pause
              </MenuItem>
            )}
            {record.status === 'paused' && (
              <MenuItem
                needs="author"
                icon="play"
                onClick={then(() => void nudges.resume(record, editor.update))}
              >
                Resume
              </MenuItem>
            )}
            <MenuItem icon="results" onClick={() => router.go(pathTo('nudgeResults', record.key))}>
              Results
            </MenuItem>
            <MenuItem icon="history" onClick={() => router.go(`/nudges/${record.key}/versions`)}>
              Versions
            </MenuItem>
            <MenuItem
              needs="author"
              icon="copy"
              onClick={() => router.go(`/nudges/new?from=${encodeURIComponent(record.key)}`)}
            >
              Duplicate
            </MenuItem>
            <MenuItem
              needs="author"
              icon="archive"
              onClick={then(
                () =>
                  void nudges.archive(record).then((isGone) => {
                    if (isGone) router.go('/nudges')
                  }),
              )}
            >
              Archive
            </MenuItem>
          </>
        )
      }}
    </Menu>
  )
}
