/** What is different between two bodies, field by field, as their editor calls them. */
import { Pieces } from '../../component/Pieces.tsx'
import { useNames } from '../../component/use-names.ts'
import type { FieldChange } from '../../model/versions/changes.ts'
import { piecesOf } from '../../model/versions/word-diff.ts'
import { pathInWords } from '../../words/path.ts'
import { type NameOf, valueInWords } from '../../words/value.ts'

export const Changes = ({ changes }: { changes: readonly FieldChange[] }) => {
  const nameOf = useNames()
  return (
    <dl class="changes">
      {changes.map((change) => (
        <div class="change" key={change.path}>
          <dt>{pathInWords(change.path)}</dt>
          <dd>
            <Change {...change} nameOf={nameOf} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Words of the prompt, which are compared word by word; everything else is a value. */
const authored = /(^|\.)copy\.|^(name)$/

const Change = ({ path, before, after, nameOf }: FieldChange & { nameOf: NameOf }) => {
  const isText = authored.test(path) && typeof before === 'string' && typeof after === 'string'
  if (isText && !path.endsWith('.kind')) {
    return (
      <p class="change-text">
        <Pieces pieces={piecesOf(before, after)} />
      </p>
    )
  }
  const old = valueInWords(path, before, nameOf)
  const next = valueInWords(path, after, nameOf)
  return (
    <p class="change-text">
      {old !== undefined && <del>{old || 'Empty'}</del>}
      {old !== undefined && next !== undefined && <span aria-hidden="true"> → </span>}
      {next !== undefined && <ins>{next || 'Empty'}</ins>}
    </p>
  )
}
