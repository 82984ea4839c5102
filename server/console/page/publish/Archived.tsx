/** What was put away: out of sight, and one step from being back. */
import type { DefinitionKind } from '../../../../shared/definition/definition.ts'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { pathTo } from '../../router.ts'
import { authorInWords } from '../../words/publishing.ts'

type Props = {
  kinds: readonly DefinitionKind[]
  /** What one of them is called, whatever its kind, and several. */
  noun: string
  nouns?: string
}

export const Archived = ({ kinds, noun, nouns = `${noun}s` }: Props) => {
  const { nudges } = useWorkspace()
  const list = kinds.flatMap((kind) => {
    const { archived, restore } = nudges.kind(kind)
    return (archived.data.value ?? []).map((record) => ({ kind, record, restore }))
  })
  if (list.length === 0) return null
  return (
    <details class="card archived">
      <summary>{counted(list.length, `archived ${noun}`, `archived ${nouns}`)}</summary>
      <ul class="rows">
        {list.map(({ kind, record, restore }) => (
          <li class="row" key={kind + record.key}>
            <span class="row-words">
              <span class="row-title">{record.draft.name}</span>
              <span class="row-sub">
                {kinds.length > 1 && <span>{kind}</span>}
                <span>
                  Archived <Time at={record.updatedAt} /> by {authorInWords(record.updatedBy)}
                </span>
                <Link to={pathTo(`${kind}-versions`, record.key)}>Versions</Link>
              </span>
            </span>
            <Button needs="author" icon="undo" size="small" onClick={() => void restore(record)}>
              Restore <span class="visually-hidden">“{record.draft.name}”</span>
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
