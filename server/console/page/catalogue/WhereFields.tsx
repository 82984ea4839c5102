/** Only events with certain properties; what the form cannot hold is kept as it is, in words. */
import { useSignal } from '@preact/signals'
import type { Comparison, Where } from '../../../../shared/definition/trigger.ts'
import type { FactValue, Scalar } from '../../../../shared/event/event.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { comparisonInWords, operators } from '../../../../shared/words/operator.ts'
import { Button } from '../../component/button/Button.tsx'
import { Faults, fieldId } from '../../component/form/Field.tsx'

/** Those with one value each. */
const simple = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte'] as const
type Simple = (typeof simple)[number]

type Props = {
  path: string
  issues: readonly Issue[]
  where: Where
  onChange(where: Where): void
}

export const WhereFields = ({ path, issues, where, onChange }: Props) => {
  const property = useSignal('')
  const operator = useSignal<Simple>('eq')
  const value = useSignal('')
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const name = property.value.trim()
    if (name === '' || value.value.trim() === '') return
    const comparison = { [operator.value]: scalarOf(value.value.trim(), operator.value) }
    onChange({ ...where, [name]: comparison as Comparison })
    property.value = ''
    value.value = ''
  }
  return (
    <fieldset id={fieldId(path)} class="stack tight">
      <legend class="field-label">Only events where</legend>
      {Object.entries(where).map(([name, comparison]) => (
        <div class="where-row" key={name}>
          <span>
            <code>{name}</code> {inWords(comparison)}
          </span>
          <Button
            icon="trash"
            size="small"
            tone="quiet"
            label={`Remove the condition on ${name}`}
            onClick={() => {
              const { [name]: _gone, ...rest } = where
              onChange(rest)
            }}
          />
        </div>
      ))}
      <Faults path={path} issues={issues} />
      <form class="where-add" onSubmit={add}>
        <input
          class="input mono"
          aria-label="Property of the event"
          placeholder="format"
          maxLength={64}
          value={property.value}
          onInput={(event) => {
            property.value = event.currentTarget.value
          }}
        />
        <select
          class="select"
          aria-label="Comparison"
          value={operator.value}
          onChange={(event) => {
            operator.value = event.currentTarget.value as Simple
          }}
        >
          {simple.map((one) => (
            <option key={one} value={one}>
              {comparisonInWords(one, '').trim()}
            </option>
          ))}
        </select>
        <input
          class="input"
          aria-label="Value"
          placeholder="csv"
          maxLength={200}
          value={value.value}
          onInput={(event) => {
            value.value = event.currentTarget.value
          }}
        />
        <Button type="submit" icon="plus">
          Add
        </Button>
      </form>
    </fieldset>
  )
}

/** Numbers and yes or no are what they look like; between numbers nothing else can be compared. */
function scalarOf(text: string, operator: Simple): Scalar {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text)
  if (isNumber || (operator !== 'eq' && operator !== 'neq')) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text
}

function inWords(comparison: Comparison): string {
  const operator = operators.find((one) => one in comparison) ?? 'exists'
  return comparisonInWords(operator, (comparison as Record<string, FactValue>)[operator] ?? null)
}
