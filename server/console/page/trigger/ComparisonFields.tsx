/** How a condition compares, and with which value. A share is written in percent. */
import { useSignal } from '@preact/signals'
import { operandOf } from '../../../../shared/definition/operand.ts'
import type { Comparison } from '../../../../shared/definition/trigger.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { unitOf } from '../../../../shared/words/measure.ts'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Editable } from '../../component/form/Editable.tsx'
import { controlProps } from '../../component/form/Field.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import {
  hasValue,
  isList,
  type RowOperator,
  readValue,
  textOf,
  type Value,
} from '../../model/editor/audience.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import type { Leaf } from '../../model/trigger/measure.ts'
import { comparisonOf } from '../../model/trigger/where.ts'
import { rowOperatorWords } from '../../words/audience.ts'

type Props = {
  path: string
  leaf: Leaf
  issues: readonly Issue[]
  onChange(comparison: Comparison): void
}

export const ComparisonFields = ({ path, leaf, issues, onChange }: Props) => {
  const { operator, threshold } = operandOf(leaf)
  const known: RowOperator =
    operator === 'exists' ? (threshold === false ? 'unknown' : 'known') : operator
  const value = threshold as Value
  const isShare = 'measure' in leaf && unitOf(leaf.measure) === 'share'
  const choose = (next: RowOperator) => {
    const kept = operator === 'exists' ? '' : textOf(value)
    onChange(comparisonOf({ operator: next, value: readValue(kept, next) }))
  }
  return (
    <>
      <Editable needs="author">
        <ChoiceOf label="Comparison" value={known} options={rowOperatorWords} onChange={choose} />
      </Editable>
      {hasValue(known) &&
        (typeof value === 'number' && 'measure' in leaf ? (
          <NumberField
            path={`${path}.${known}`}
            issues={issuesAt(issues, `${path}.${known}`)}
            value={value}
            isShare={isShare}
            onChange={(next) => onChange(comparisonOf({ operator: known, value: next }))}
          />
        ) : (
          <Editable needs="author">
            <ValueField
              path={`${path}.${known}`}
              leaf={leaf}
              issues={issuesAt(issues, `${path}.${known}`)}
              value={value}
              operator={known}
              onChange={(next) => onChange(comparisonOf({ operator: known, value: next }))}
            />
          </Editable>
        ))}
    </>
  )
}

type NumberProps = Pick<Props, 'path' | 'issues'> & {
  value: number
  isShare: boolean
  onChange(value: Value): void
}

const NumberField = ({ path, issues, value, isShare, onChange }: NumberProps) => {
  const shown = isShare ? rounded(value * 100) : value
  return (
    <span class="line">
      <input
        {...controlProps(path, issues)}
        class="input number"
        type="number"
        step="any"
        aria-label={isShare ? 'Value in percent' : 'Value'}
        value={shown}
        onInput={(event) => {
          const typed = event.currentTarget.valueAsNumber
          if (Number.isFinite(typed)) onChange(isShare ? rounded(typed / 100) : typed)
        }}
      />
      {isShare && <span class="leaf-word">%</span>}
    </span>
  )
}

/** 0.29 * 100 is no 28.999999999999996 here. */
const rounded = (value: number) => Number(value.toPrecision(12))

type ValueProps = Props & { operator: RowOperator; value: Value }

/** Keeps what is typed for as long as it reads as the value: `free, ` on the way to `free, pro`. */
const ValueField = (props: Omit<ValueProps, 'onChange'> & { onChange(value: Value): void }) => {
  const { path, leaf, issues, operator, value, onChange } = props
  const { triggers } = useWorkspace()
  const typed = useSignal(textOf(value))
  const isSame = JSON.stringify(readValue(typed.value, operator)) === JSON.stringify(value)
  const [whose, name] = 'trait' in leaf ? leaf.trait.split('.', 2) : []
  const traits = triggers.vocabulary.data.value?.traits[whose as 'account' | 'user']
  const known = traits?.find((one) => one.name === name)?.values ?? []
  return (
    <Suggested
      path={path}
      label="Value"
      placeholder={isList(operator) ? 'free, pro' : ''}
      issues={issues}
      value={isSame ? typed.value : textOf(value)}
      known={isList(operator) ? [] : known.map(String)}
      onChange={(text) => {
        typed.value = text
        onChange(readValue(text, operator))
      }}
    />
  )
}
