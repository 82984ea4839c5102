/** A text field that offers what is known, and takes anything else too. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { controlProps } from './Field.tsx'

type Props = {
  path: string
  label: string
  placeholder?: string
  issues?: readonly Issue[]
  value: string
  known: readonly string[]
  onChange(text: string): void
}

export const Suggested = ({ path, label, issues = [], known, onChange, ...rest }: Props) => {
  const props = controlProps(path, issues)
  const list = `${props.id}-known`
  return (
    <>
      <input
        {...props}
        {...rest}
        class="input"
        aria-label={label}
        autocomplete="off"
        spellcheck={false}
        list={known.length > 0 ? list : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {known.length > 0 && (
        <datalist id={list}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  )
}
