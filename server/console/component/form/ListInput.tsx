/** Several short texts, separated by commas or lines. */
import { useSignal } from '@preact/signals'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { controlProps } from './Field.tsx'

type Props = {
  path: string
  /** Absent where a `Field` around it says it. */
  label?: string
  placeholder?: string
  issues?: readonly Issue[]
  /** As high as what is in it. */
  isLong?: boolean
  value: readonly string[]
  onChange(value: string[]): void
}

export const ListInput = (props: Props) => {
  const { path, label, placeholder, issues = [], isLong, value, onChange } = props
  const typed = useSignal(value.join(', '))
  // What is typed stays as it is, a comma at its end too, until the list is another one.
  const isSame = listOf(typed.value).join() === value.join()
  const given = {
    ...controlProps(path, issues),
    placeholder,
    'aria-label': label,
    spellcheck: false,
    autocomplete: 'off',
    value: isSame ? typed.value : value.join(', '),
    onInput: (event: { currentTarget: { value: string } }) => {
      typed.value = event.currentTarget.value
      onChange(listOf(typed.value))
    },
  } as const
  return isLong ? <textarea {...given} class="area" rows={2} /> : <input {...given} class="input" />
}

const listOf = (text: string) =>
  text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
