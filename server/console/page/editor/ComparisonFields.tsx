/** The account's plan beside the offered one, row by row. */
import type { Comparison } from '../../../../shared/definition/nudge.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Faults } from '../../component/form/Field.tsx'
import { RichText } from '../../component/rich-text/RichText.tsx'
import {
  blankComparison,
  type Cell,
  cellKinds,
  kindOf,
  mostRows,
  type Row,
  withCellKind,
  withHead,
  withNewRow,
  withoutRow,
  withRow,
  withRowRaised,
} from '../../model/editor/comparison.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import type { CopyProps } from './Section.tsx'

const cellWords = { yes: 'Included', no: 'Not included', words: 'In words' } as const
const sides = ['current', 'offered'] as const
const sideWords = { current: 'Their plan', offered: 'Offered plan' } as const

export const ComparisonFields = (props: CopyProps) => {
  const { editor, issues, locale } = props
  const { comparison } = props.copy
  const set = (next: Comparison | undefined) => editor.setCopy(locale, { comparison: next })
  const root = `${props.root}.comparison`
  if (!comparison) {
    return (
      <div>
        <Button size="small" icon="plus" onClick={() => set(blankComparison)}>
          Compare plans
        </Button>
      </div>
    )
  }
  return (
    <fieldset class="stack tight comparison">
      <legend class="field-label">
        <span>Comparison of plans</span>
      </legend>
      <div class="comparison-heads">
        {sides.map((side) => (
          <RichText
            key={side}
            kind="line"
            path={`${root}.${side}`}
            label={sideWords[side]}
            issues={issuesAt(issues, `${root}.${side}`)}
            isOptional
            most={40}
            placeholder="The plan’s name"
            value={comparison[side] ?? ''}
            onChange={(text) => set(withHead(comparison, side, text))}
          />
        ))}
      </div>
      <ol class="comparison-rows">
        {comparison.rows.map((row, at) => (
          <li key={at}>
            <RowFields
              path={`${root}.rows.${at}`}
              number={at + 1}
              row={row}
              issues={issues}
              onChange={(patch) => set(withRow(comparison, at, patch))}
              onRaise={() => set(withRowRaised(comparison, at))}
              onRemove={() => set(withoutRow(comparison, at))}
            />
          </li>
        ))}
      </ol>
      <Faults path={root} issues={issues.filter((issue) => issue.path === root)} />
      {comparison.rows.length < mostRows && (
        <div>
          <Button size="small" icon="plus" onClick={() => set(withNewRow(comparison))}>
            Add a row
          </Button>
        </div>
      )}
    </fieldset>
  )
}

type RowProps = Pick<CopyProps, 'issues'> & {
  path: string
  number: number
  row: Row
  onChange(patch: Partial<Row>): void
  onRaise(): void
  onRemove(): void
}

const RowFields = ({ path, number, row, issues, onChange, onRaise, onRemove }: RowProps) => {
  return (
    <fieldset class="comparison-row">
      <legend class="visually-hidden">Row {number}</legend>
      <div class="list-line">
        <RichText
          kind="line"
          path={`${path}.label`}
          label={`Row ${number}, what is compared`}
          isLabelHidden
          issues={issuesAt(issues, `${path}.label`)}
          most={60}
          placeholder="What is compared"
          value={row.label}
          onChange={(label) => onChange({ label })}
        />
        <span class="line tight">
          <Button
            tone="quiet"
            icon="up"
            label={`Move row ${number} up`}
            disabled={number === 1}
            onClick={onRaise}
          />
          <Button tone="quiet" icon="cross" label={`Remove row ${number}`} onClick={onRemove} />
        </span>
      </div>
      <div class="comparison-heads">
        {sides.map((side) => (
          <CellFields
            key={side}
            path={`${path}.${side}`}
            label={`Row ${number}, ${sideWords[side].toLowerCase()}`}
            cell={row[side]}
            issues={issues}
            onChange={(cell) => onChange({ [side]: cell })}
          />
        ))}
      </div>
    </fieldset>
  )
}

type CellProps = Pick<CopyProps, 'issues'> & {
  path: string
  label: string
  cell: Cell
  onChange(cell: Cell): void
}

const CellFields = ({ path, label, cell, issues, onChange }: CellProps) => {
  const found = issuesAt(issues, path)
  return (
    <div class="stack tight">
      <select
        {...(typeof cell === 'string' ? {} : controlProps(path, found))}
        class="select"
        aria-label={label}
        value={kindOf(cell)}
        onChange={(event) =>
          onChange(withCellKind(cell, event.currentTarget.value as (typeof cellKinds)[number]))
        }
      >
        {cellKinds.map((kind) => (
          <option key={kind} value={kind}>
            {cellWords[kind]}
          </option>
        ))}
      </select>
      {typeof cell === 'string' && (
        <RichText
          kind="line"
          path={path}
          label={`${label}, in words`}
          isLabelHidden
          issues={found}
          most={40}
          value={cell}
          onChange={onChange}
        />
      )}
      {typeof cell !== 'string' && <Faults path={path} issues={found} />}
    </div>
  )
}
