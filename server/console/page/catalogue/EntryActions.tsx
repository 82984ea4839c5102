import { Button } from '../../component/Button.tsx'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Menu, MenuItem } from '../../component/Menu.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { newEntry } from '../../model/catalogue/kinds.ts'
import { pathTo } from '../../router.ts'

export const EntryActions = ({ entry, isNew }: { entry: Entry; isNew: boolean }) => {
  const { toasts, router } = useConsole()
  const { catalogue } = useWorkspace()
  const { kind, isBusy, isDirty, hasUnpublished } = entry
  const save = async (publish: boolean) => {
    const outcome = await entry.save(publish)
    if (outcome === 'failed') toasts.say(entry.failure.value ?? 'That didn’t work')
    if (outcome === 'invalid') {
      requestAnimationFrame(() => document.getElementById('issues')?.focus())
    }
    if (outcome !== 'saved') return
    toasts.say(publish ? 'Published: it is live now' : 'The draft is saved')
    if (!isNew) return
    catalogue.close(kind, newEntry)
    router.go(pathTo(kind, entry.draft.peek().key), { replace: true })
  }
  const discard = () => {
    const thrown = entry.discard()
    toasts.say('Changes discarded', { label: 'Undo', run: () => entry.edit(thrown, '') })
  }
  const isChanged = isDirty.value || isNew
  return (
    <>
      {isDirty.value && !isNew && (
        <Button tone="quiet" icon="undo" onClick={discard}>
          Discard
        </Button>
      )}
      <Button disabled={isBusy.value || !isChanged} onClick={() => save(false)}>
        {isChanged ? 'Save draft' : 'Saved'}
      </Button>
      <Button
        tone="primary"
        disabled={isBusy.value || !hasUnpublished.value}
        onClick={() => save(true)}
      >
        {hasUnpublished.value ? 'Publish' : 'Published'}
      </Button>
      {!isNew && <More entry={entry} />}
    </>
  )
}

const More = ({ entry }: { entry: Entry }) => {
  const { catalogue } = useWorkspace()
  const { router } = useConsole()
  const record = entry.record.value
  if (!record) return null
  const isUsed = catalogue.usesOf(entry.kind, record.key).length > 0
  return (
    <Menu label="More" icon="more">
      {(close) => (
        <>
          {record.published && record.status !== 'paused' && (
            <MenuItem
              icon="pause"
              onClick={() => {
                close()
                void catalogue.pause(entry.kind, record)
              }}
            >
              Pause
            </MenuItem>
          )}
          {record.status === 'paused' && (
            <MenuItem
              icon="play"
              onClick={() => {
                close()
                void catalogue.resume(entry.kind, record)
              }}
            >
              Resume
            </MenuItem>
          )}
          <MenuItem
            icon="trash"
            onClick={async () => {
              close()
              if (isUsed) return document.getElementById('where-used')?.focus()
              if (await catalogue.remove(entry.kind, record)) router.go('/catalogue')
            }}
          >
            {isUsed ? 'Delete: see what uses it' : 'Delete'}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
