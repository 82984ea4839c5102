/** What is different between two bodies, field by field, as their editor calls them. */

import { useWorkspace } from '../../component/frame/context.tsx'
import { Pieces } from '../../component/mark/Pieces.tsx'
import type { FieldChange } from '../../model/versions/changes.ts'
import { piecesOf } from '../../model/versions/word-diff.ts'
import { pathInWords } from '../../words/path.ts'
import { type NameOf, valueInWords } from '../../words/value.ts'

type Props = { changes: readonly FieldChange[]; isFirst: boolean }

export const Changes = ({ changes, isFirst }: Props) => {
  const nameOf = useWorkspace().nudges.nameOf.value
  const shown = isFirst ? changes.filter(({ after }) => !isEmpty(after)) : changes
  return (
    <dl class="changes">
      {shown.map((change) => (
        <div class="change" key={change.path}>
          <dt>{pathInWords(change.path)}</dt>
          <dd>
            {isFirst ? (
              <p class="change-text">{valueInWords(change.path, change.after, nameOf)}</p>
            ) : (
              <Change {...change} nameOf={nameOf} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0)

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
