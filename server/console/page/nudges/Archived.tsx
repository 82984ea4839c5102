/** Nudges that were put away: out of sight, and one step from being back. */

import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/Button.tsx'
import { useWorkspace } from '../../component/context.tsx'
import { Link } from '../../component/Link.tsx'
import { Time } from '../../component/Time.tsx'

export const Archived = () => {
  const { nudges } = useWorkspace()
  const list = nudges.archived.data.value ?? []
  if (list.length === 0) return null
  return (
    <details class="card archived">
      <summary>{counted(list.length, 'archived nudge')}</summary>
      <ul class="rows">
        {list.map((record) => (
          <li class="row" key={record.key}>
            <span class="row-words">
              <span class="row-title">{record.draft.name}</span>
              <span class="row-sub">
                <span>
                  Archived <Time at={record.updatedAt} />
                </span>
                <Link to={`/nudges/${record.key}/versions`}>Versions</Link>
              </span>
            </span>
            <Button icon="undo" size="small" onClick={() => void nudges.restore(record)}>
              Restore <span class="visually-hidden">“{record.draft.name}”</span>
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
