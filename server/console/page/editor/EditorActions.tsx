import { Button } from '../../component/Button.tsx'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Menu, MenuItem } from '../../component/Menu.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import { newKey } from '../../model/editor/editors.ts'

export const EditorActions = ({ editor, isNew }: { editor: Editor; isNew: boolean }) => {
  const { toasts, router } = useConsole()
  const { editors } = useWorkspace()
  const busy = editor.busy.value
  const save = async (publish: boolean) => {
    const outcome = await editor.save(publish)
    if (outcome === 'failed') toasts.say(editor.failure.value ?? 'That didn’t work')
    if (outcome === 'invalid') {
      requestAnimationFrame(() => document.getElementById('issues')?.focus())
    }
    if (outcome !== 'saved') return
    toasts.say(publish ? 'Published: it is live now' : 'The draft is saved')
    if (!isNew) return
    editors.close(newKey)
    router.go(`/nudges/${editor.draft.peek().key}`, { replace: true })
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
        onClick={() => save(true)}
      >
        {busy === 'publishing'
          ? 'Publishing…'
          : editor.hasUnpublished.value
            ? 'Publish'
            : 'Published'}
      </Button>
      {!isNew && <MoreActions editor={editor} />}
    </>
  )
}

const MoreActions = ({ editor }: { editor: Editor }) => {
  const { router } = useConsole()
  const { nudges } = useWorkspace()
  const record = editor.record.value
  if (!record) return null
  return (
    <Menu label="More" icon="more">
      {(close) => (
        <>
          {record.status === 'live' && (
            <MenuItem
              needs="author"
              icon="pause"
              onClick={() => {
                close()
                void nudges.pause(record, editor.update)
              }}
            >
              Pause
            </MenuItem>
          )}
          {record.status === 'paused' && (
            <MenuItem
              needs="author"
              icon="play"
              onClick={() => {
                close()
                void nudges.resume(record, editor.update)
              }}
            >
              Resume
            </MenuItem>
          )}
          <MenuItem
            needs="author"
            icon="copy"
            onClick={() => router.go(`/nudges/new?from=${encodeURIComponent(record.key)}`)}
          >
            Duplicate
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
