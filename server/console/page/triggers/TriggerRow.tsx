import { numberInWords } from '../../../../shared/words/number.ts'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Link } from '../../component/Link.tsx'
import { Menu, MenuItem } from '../../component/Menu.tsx'
import { StatusBadge } from '../../component/StatusBadge.tsx'
import type { TriggerRecord } from '../../model/trigger/trigger-editor.ts'
import { pathTo } from '../../router.ts'
import { whenInWords } from '../../words/trigger.ts'

export const TriggerRow = ({ record }: { record: TriggerRecord }) => {
  const { router } = useConsole()
  const { triggers } = useWorkspace()
  const { key, draft, status } = record
  const users = triggers.usersOf(key)
  const fired = triggers.firings.data.value?.[key] ?? 0
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
      <span class="row-status">
        <StatusBadge status={status} />
        {triggers.unsaved.value.includes(key) && <span class="badge brim plain">Unsaved</span>}
      </span>
      <span class="figure">
        <strong>{numberInWords(fired)}</strong>
        <span>in 30 days</span>
      </span>
      <Menu label={`More: ${draft.name}`} icon="more" place="end">
        {(close) => (
          <>
            {status === 'live' && (
              <MenuItem
                icon="pause"
                onClick={() => {
                  close()
                  void triggers.pause(record)
                }}
              >
                Pause
              </MenuItem>
            )}
            {status === 'paused' && (
              <MenuItem
                icon="play"
                onClick={() => {
                  close()
                  void triggers.resume(record)
                }}
              >
                Resume
              </MenuItem>
            )}
            <MenuItem
              icon="copy"
              onClick={() => router.go(`/triggers/new?from=${encodeURIComponent(key)}`)}
            >
              Duplicate
            </MenuItem>
          </>
        )}
      </Menu>
    </li>
  )
}
