/** Which of the events count: what their properties have to be. */
import { useSignal } from '@preact/signals'
import type { Where } from '../../../../shared/definition/trigger.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { hasValue, isList, readValue, textOf } from '../../model/editor/audience.ts'
import { sameBody } from '../../model/editor/draft.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { blankWhere, type WhereRow, whereOf, whereRows } from '../../model/trigger/where.ts'
import { rowOperatorWords } from '../../words/audience.ts'

type Props = {
  path: string
  event: string
  issues: readonly Issue[]
  where: Where | undefined
  onChange(where: Where): void
}

export const WhereFields = ({ path, event, issues, where, onChange }: Props) => {
  const { triggers } = useWorkspace()
  // Rows that say nothing yet, or twice the same, are nowhere else.
  const typed = useSignal<WhereRow[]>(whereRows(where))
  const isSame = sameBody(whereOf(complete(typed.value)), where ?? {})
  const rows = isSame ? typed.value : whereRows(where)
  const known = triggers.vocabulary.data.value?.events.find((one) => one.name === event)
  const set = (next: WhereRow[]) => {
    typed.value = next
    onChange(whereOf(complete(next)))
  }
  const change = (at: number, row: WhereRow) => set(rows.map((one, i) => (i === at ? row : one)))
  return (
    <>
      {rows.map((row, at) => {
        // Issues name it by its property, and a new one has none.
        const place = `${path}.${row.property || at}`
        const property = known?.properties.find((one) => one.name === row.property)
        return (
          <span key={at} class="line where">
            <span class="leaf-word">where</span>
            <Suggested
              path={place}
              label="Property"
              placeholder="feature"
              issues={issues.filter((one) => one.path === place)}
              value={row.property}
              known={known?.properties.map((one) => one.name) ?? []}
              onChange={(next) => change(at, { ...row, property: next })}
            />
            <ChoiceOf
              label="Comparison of the property"
              value={row.operator}
              options={rowOperatorWords}
              onChange={(operator) =>
                change(at, {
                  ...row,
                  operator,
                  value:
                    isList(operator) === isList(row.operator)
                      ? row.value
                      : readValue(textOf(row.value), operator),
                })
              }
            />
            {hasValue(row.operator) && (
              <Suggested
                path={`${place}.${row.operator}`}
                label="Value of the property"
                issues={issuesAt(issues, `${place}.${row.operator}`)}
                value={textOf(row.value)}
                known={property?.values.map(String) ?? []}
                onChange={(text) => change(at, { ...row, value: readValue(text, row.operator) })}
              />
            )}
            <Button
              size="small"
              tone="quiet"
              icon="cross"
              label="Remove this property"
              onClick={() => set(rows.filter((_, i) => i !== at))}
            />
          </span>
        )
      })}
      <Button size="small" tone="quiet" onClick={() => set([...rows, blankWhere])}>
        {rows.length === 0 ? 'only some…' : 'and…'}
      </Button>
    </>
  )
}

const complete = (rows: readonly WhereRow[]) =>
  rows.filter(
    ({ property, operator, value }) =>
      property.trim() !== '' && (!hasValue(operator) || (value !== '' && !isEmptyList(value))),
  )
const isEmptyList = (value: WhereRow['value']) => Array.isArray(value) && value.length === 0
