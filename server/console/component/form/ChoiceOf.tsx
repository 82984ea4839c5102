/** A choice among few, in the middle of a sentence. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { controlProps } from './Field.tsx'

type Props<T extends string> = {
  label: string
  value: T
  options: Readonly<Record<T, string>>
  /** Where issues name it. */
  path?: string
  issues?: readonly Issue[]
  onChange(value: T): void
}

/** A value that no option has is shown as it is. */
export const ChoiceOf = <T extends string>(props: Props<T>) => {
  const { label, value, options, path, issues, onChange } = props
  const all: Record<string, string> = value in options ? options : { ...options, [value]: value }
  return (
    <select
      {...(path !== undefined && controlProps(path, issues))}
      class="select auto"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as T)}
    >
      {Object.entries(all).map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  )
}
