/** A number in its field. What is no number yet is NaN, and shown as nothing. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { controlProps } from './Field.tsx'

type Props = {
  path: string
  value: number
  /** Where no label stands beside it. */
  label?: string
  issues?: readonly Issue[]
  min?: number
  max?: number
  step?: number | 'any'
  isWide?: boolean
  onChange(value: number): void
}

export const NumberInput = ({
  path,
  value,
  label,
  issues = [],
  isWide,
  onChange,
  ...rest
}: Props) => (
  <input
    {...controlProps(path, issues)}
    {...rest}
    class={isWide ? 'input number long' : 'input number'}
    type="number"
    aria-label={label}
    value={Number.isNaN(value) ? '' : value}
    onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
  />
)
