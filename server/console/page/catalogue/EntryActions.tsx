import { useSignal } from '@preact/signals'
import { MenuItem } from '../../component/button/Menu.tsx'
import { focusField } from '../../component/form/focus-field.ts'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { lookOver } from '../../model/publishing/look-over.ts'
import { DraftActions } from '../publish/DraftActions.tsx'
import { GoesDialog } from './GoesDialog.tsx'

type Props = { entry: Entry; isNew: boolean; onSchedule(): void }

export const EntryActions = ({ entry, isNew, onSchedule }: Props) => {
  const { router } = useConsole()
  const { api, catalogue } = useWorkspace()
  const { kind } = entry
  const remove = async () => {
    const record = entry.record.peek()
    if (record && (await catalogue.remove(kind, record))) router.go('/catalogue')
  }
  const isAsking = useSignal(false)
  const accounts = catalogue.accountsOn.value(kind, entry.record.value?.key ?? '')
  const askOrRemove = () => {
    if (accounts === 0) void remove()
    else isAsking.value = true
  }
  const isUsed = catalogue.usesOf(kind, entry.record.value?.key ?? '').length > 0
  return (
    <>
      <DraftActions
        authored={entry}
        isNew={isNew}
        list="/catalogue"
        look={() => lookOver(api, kind, entry.draft.peek())}
        onGo={focusField}
        onSchedule={onSchedule}
        onCreated={() => catalogue.close(entry)}
      >
        {(then) => (
          <MenuItem
            needs="author"
            icon="trash"
            onClick={then(() =>
              isUsed ? document.getElementById('where-used')?.focus() : askOrRemove(),
            )}
          >
            {isUsed ? 'Delete: see what uses it' : 'Delete'}
          </MenuItem>
        )}
      </DraftActions>
      {isAsking.value && (
        <GoesDialog
          name={entry.draft.value.name}
          accounts={accounts}
          verb="Delete"
          onSure={() => void remove()}
          onClose={() => {
            isAsking.value = false
          }}
        />
      )}
    </>
  )
}
