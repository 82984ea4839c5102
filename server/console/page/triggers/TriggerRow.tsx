import { numberInWords } from '../../../../shared/words/number.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import type { TriggerRecord } from '../../model/trigger/trigger-editor.ts'
import { pathTo } from '../../router.ts'
import { whenInWords } from '../../words/trigger.ts'
import { DefinitionMenu } from '../publish/DefinitionMenu.tsx'
import { StatusOf } from '../publish/StatusOf.tsx'

export const TriggerRow = ({ record }: { record: TriggerRecord }) => {
  const { triggers } = useWorkspace()
  const { key, draft } = record
  const users = triggers.usersOf(key)
  const firings = triggers.firings.data.value
  return (
    <li class="row linked trigger-row">
      <span class="row-words">
        <Link class="row-link row-title" to={pathTo('trigger', key)}>
          {draft.name}
        </Link>
        <span class="muted small">{whenInWords(draft)}</span>
        <span class="row-sub">
          {users.length === 0 && <span>No nudge waits for it</span>}
          {users.map((one) => (
            <span key={one.key}>{one.draft.name}</span>
          ))}
        </span>
      </span>
      <StatusOf kind="trigger" record={record} isUnsaved={triggers.unsaved.value.includes(key)} />
      <span class="figure">
        <strong>{firings ? numberInWords(firings[key] ?? 0) : '–'}</strong>
        <span>in 30 days</span>
      </span>
      <DefinitionMenu kind="trigger" record={record} label={`More: ${draft.name}`} place="end" />
    </li>
  )
}
