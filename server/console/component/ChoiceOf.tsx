/** A choice among few, in the middle of a sentence. */
type Props<T extends string> = {
  label: string
  value: T
  options: Readonly<Record<T, string>>
  id?: string
  onChange(value: T): void
}

/** A value that no option has is shown as it is. */
export const ChoiceOf = <T extends string>({ label, value, options, id, onChange }: Props<T>) => {
  const all: Record<string, string> = value in options ? options : { ...options, [value]: value }
  return (
    <select
      id={id}
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
