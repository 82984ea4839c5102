/** Saving, publishing and what else is done with a trigger as a whole. */
import { Button } from '../../component/Button.tsx'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Menu, MenuItem } from '../../component/Menu.tsx'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { newKey } from '../../model/triggers.ts'
import { pathTo } from '../../router.ts'

type Props = { editor: TriggerEditor; isNew: boolean }

export const TriggerActions = ({ editor, isNew }: Props) => {
  const { router, toasts } = useConsole()
  const { triggers } = useWorkspace()
  const { busy, isDirty, hasUnpublished } = editor
  const record = editor.record.value
  const save = async (publish: boolean) => {
    const outcome = await editor.save(publish)
    if (outcome === 'failed') toasts.say(editor.failure.value ?? 'It was not saved')
    if (outcome === 'invalid') document.getElementById('trigger-issues')?.focus()
    if (outcome !== 'saved') return
    const { status = 'draft' } = editor.record.value ?? {}
    toasts.say(publish ? publishedWords[status] : 'Saved as a draft')
    if (!isNew) return
    triggers.close(newKey)
    router.go(pathTo('trigger', editor.draft.value.key), { replace: true })
  }
  const discard = () => {
    const thrown = editor.discard()
    toasts.say('Changes discarded', { label: 'Undo', run: () => editor.restore(thrown) })
  }
  return (
    <>
      {isDirty.value && !isNew && (
        <Button tone="quiet" icon="undo" onClick={discard}>
          Discard
        </Button>
      )}
      <Button
        needs="author"
        disabled={busy.value !== null || (!isDirty.value && !isNew)}
        onClick={() => save(false)}
      >
        {busy.value === 'saving' ? 'Saving' : 'Save draft'}
      </Button>
      <Button
        needs="author"
        tone="primary"
        disabled={busy.value !== null || !hasUnpublished.value}
        onClick={() => save(true)}
      >
        {busy.value === 'publishing' ? 'Publishing' : 'Publish'}
      </Button>
      {record && (
        <Menu label="More" icon="more" place="end">
          {(close) => (
            <>
              {record.status === 'live' && (
                <MenuItem
                  needs="author"
                  icon="pause"
                  onClick={() => {
                    close()
                    void triggers.pause(record, editor.update)
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
                    void triggers.resume(record, editor.update)
                  }}
                >
                  Resume
                </MenuItem>
              )}
              <MenuItem
                needs="author"
                icon="copy"
                onClick={() => router.go(`/triggers/new?from=${encodeURIComponent(record.key)}`)}
              >
                Duplicate
              </MenuItem>
            </>
          )}
        </Menu>
      )}
    </>
  )
}

const publishedWords = {
  live: 'It is live',
  counting: 'Published: it is live as soon as it has counted what was before',
  paused: 'Published, but it is paused',
  draft: 'Saved as a draft',
  archived: 'It is archived',
} as const
