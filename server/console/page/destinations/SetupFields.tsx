/** Name and set-up of a destination; what is secret is written, and never shown. */
import type { TargetedInputEvent } from 'preact'
import type { DestinationKind } from '../../../../shared/destination/kind.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { keyOf } from '../../../../shared/value/key-of.ts'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { type Draft, isShown } from '../../model/destinations/draft.ts'
import { type FormField, formFields } from '../../model/destinations/fields.ts'
import { issuesAt } from '../../model/editor/issues.ts'

/** What one of each kind may be called. */
const namesOf: Record<DestinationKind, string> = {
  slack: '#sales',
  email: 'Sales team',
  webhook: 'Our backend',
  hubspot: 'Our HubSpot',
  salesforce: 'Our Salesforce',
  gainsight: 'Our Gainsight',
  intercom: 'Our Intercom',
  appcues: 'Our Appcues',
  pendo: 'Our Pendo',
}

type Props = {
  draft: Draft
  issues: readonly Issue[]
  /** Credentials are there: left empty, they stay. */
  isSet: boolean
  isNew?: boolean
  onChange(draft: Draft): void
}

export const SetupFields = ({ draft, issues, isSet, isNew = false, onChange }: Props) => {
  const set = (path: string, value: string) =>
    onChange({ ...draft, values: { ...draft.values, [path]: value } })
  const fields = formFields[draft.kind].filter((field) => isShown(field, draft))
  const firstSecret = fields.find(({ path }) => isSecret(path))
  /** Where all credentials are missing, that is said at the first of them. */
  const at = (path: string) => [
    ...issuesAt(issues, path),
    ...(path === firstSecret?.path ? issues.filter((one) => one.path === 'credentials') : []),
  ]
  return (
    <>
      <Field path="name" label="Name" issues={issuesAt(issues, 'name')}>
        <input
          {...controlProps('name', issuesAt(issues, 'name'))}
          class="input"
          maxLength={80}
          placeholder={namesOf[draft.kind]}
          value={draft.name}
          onInput={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        />
      </Field>
      <Field
        path="key"
        label="Key"
        isOptional={isNew}
        issues={issuesAt(issues, 'key')}
        hint="What plays and brim.json name it by: the same in another workspace, and they fit there too. It stays as it is."
      >
        <input
          {...controlProps('key', issuesAt(issues, 'key'))}
          class="input mono"
          maxLength={64}
          spellcheck={false}
          readOnly={!isNew}
          placeholder={keyOf(draft.name)}
          value={draft.key}
          onInput={(event) => onChange({ ...draft, key: event.currentTarget.value })}
        />
      </Field>
      {fields.map((field) => (
        <SetupField
          key={field.path}
          field={field}
          issues={at(field.path)}
          value={draft.values[field.path] ?? ''}
          isSet={isSet}
          onChange={(value) => set(field.path, value)}
        />
      ))}
    </>
  )
}

const isSecret = (path: string) => path.startsWith('credentials.')

type FieldProps = {
  field: FormField
  issues: readonly Issue[]
  value: string
  isSet: boolean
  onChange(value: string): void
}

const SetupField = ({ field, issues, value, isSet, onChange }: FieldProps) => {
  const { path, label, hint, placeholder, isOptional, input } = field
  const isKept = isSecret(path) && isSet
  if (input.kind === 'check') {
    return (
      <div class="stack tight">
        <label class="check">
          <input
            {...controlProps(path, issues)}
            type="checkbox"
            checked={value === 'true'}
            onChange={(event) => onChange(event.currentTarget.checked ? 'true' : '')}
          />
          {label}
        </label>
        <Faults path={path} issues={issues} />
      </div>
    )
  }
  const typed = {
    ...controlProps(path, issues),
    class: 'input mono',
    autocomplete: 'off',
    maxLength: 2048,
    spellcheck: false,
    placeholder: isKept ? '••••••••' : placeholder,
    value,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
  }
  const common = { path, label, issues, hint: isKept ? 'Set. Type to replace it.' : hint }
  return (
    <Field {...common} isOptional={isOptional ?? false}>
      {input.kind === 'choice' ? (
        <select
          {...controlProps(path, issues)}
          class="select"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {Object.entries(input.options).map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      ) : isSecret(path) ? (
        <input {...typed} type="password" />
      ) : (
        <input {...typed} type="text" />
      )}
    </Field>
  )
}
