import { useConsole, useWorkspace } from '../../component/context.tsx'
import { focusField } from '../../component/focus-field.ts'
import { MenuItem } from '../../component/Menu.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { newEntry } from '../../model/catalogue/kinds.ts'
import { lookOver } from '../../model/publishing/look-over.ts'
import { DraftActions } from '../publish/DraftActions.tsx'

type Props = { entry: Entry; isNew: boolean; onSchedule(): void }

export const EntryActions = ({ entry, isNew, onSchedule }: Props) => {
  const { router } = useConsole()
  const { api, catalogue } = useWorkspace()
  const { kind } = entry
  const remove = async () => {
    const record = entry.record.peek()
    if (record && (await catalogue.remove(kind, record))) router.go('/catalogue')
  }
  const isUsed = catalogue.usesOf(kind, entry.record.value?.key ?? '').length > 0
  return (
    <DraftActions
      authored={entry}
      isNew={isNew}
      list="/catalogue"
      issuesId="issues"
      look={() => lookOver(api, kind, entry.draft.peek())}
      onGo={focusField}
      onSchedule={onSchedule}
      onCreated={() => catalogue.close(kind, newEntry)}
    >
      {(then) => (
        <MenuItem
          needs="author"
          icon="trash"
          onClick={then(() =>
            isUsed ? document.getElementById('where-used')?.focus() : void remove(),
          )}
        >
          {isUsed ? 'Delete: see what uses it' : 'Delete'}
        </MenuItem>
      )}
    </DraftActions>
  )
}
