/** What is asked of somebody new, wherever they come in. */
import type { ReadonlySignal } from '@preact/signals'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { TextField } from '../../component/form/TextField.tsx'

const all = [
  { name: 'name', label: 'Your name', attributes: { type: 'text', autoComplete: 'name' } },
  { name: 'email', label: 'E-mail', attributes: { type: 'email', autoComplete: 'username' } },
  {
    name: 'password',
    label: 'Password',
    attributes: { type: 'password', autoComplete: 'new-password' },
  },
  {
    name: 'workspace',
    label: 'Workspace',
    attributes: { type: 'text', autoComplete: 'off' },
    hint: 'The name of your product or team.',
  },
] as const

type Props<V> = {
  /** Those of the fields that are asked for have a value. */
  values: ReadonlySignal<V>
  issues: readonly Issue[]
  onChange(values: V): void
}

export const NewPerson = <V extends Record<string, string>>(props: Props<V>) => {
  const { values, issues, onChange } = props
  return (
    <>
      {all
        .filter(({ name }) => name in values.value)
        .map(({ name, label, attributes, ...more }) => (
          <TextField
            key={name}
            path={name}
            label={label}
            issues={issues.filter((issue) => issue.path === name)}
            {...more}
            attributes={attributes}
            value={values.value[name] ?? ''}
            onText={(text) => onChange({ ...values.value, [name]: text })}
          />
        ))}
    </>
  )
}
