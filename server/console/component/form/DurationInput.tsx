/** A length of time as a number and a unit: `7d`. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { controlProps } from './Field.tsx'

type Props = {
  path: string
  label: string
  issues?: readonly Issue[]
  value: string
  onChange(value: string): void
}

const units = [
  { unit: 'm', text: 'minutes' },
  { unit: 'h', text: 'hours' },
  { unit: 'd', text: 'days' },
]

export const DurationInput = ({ path, label, issues = [], value, onChange }: Props) => {
  const unit = value.at(-1) ?? 'd'
  const count = value.slice(0, -1)
  return (
    <span class="line">
      <input
        {...controlProps(path, issues)}
        class="input number"
        type="number"
        min="1"
        aria-label={`${label}, number`}
        value={count}
        onInput={(event) => onChange(event.currentTarget.value + unit)}
      />
      <select
        class="select auto"
        aria-label={`${label}, unit`}
        value={unit}
        onChange={(event) => onChange(count + event.currentTarget.value)}
      >
        {units.map((one) => (
          <option key={one.unit} value={one.unit}>
            {one.text}
          </option>
        ))}
      </select>
    </span>
  )
}
