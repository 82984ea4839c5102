/**
 * Variables that copy can use, each with what it is for a real account. One that may have no value asks
 * for the words that stand in then: without them, those people would not see the nudge at all.
 */
import { useSignal } from '@preact/signals'
import { mayBeAbsent, variableChoices } from '../../model/editor/variables.ts'
import { Button } from '../button/Button.tsx'
import { Menu } from '../button/Menu.tsx'
import { Field, fieldId } from '../form/Field.tsx'
import { SearchField } from '../form/SearchField.tsx'
import { useWorkspace } from '../frame/context.tsx'
import { useExamples } from './examples.ts'

type Props = { of: string; onChoose(name: string, fallback: string): void }

export const VariablePicker = ({ of, onChoose }: Props) => {
  const { accounts } = useWorkspace()
  const examples = useExamples()
  return (
    <Menu
      label={`Variable in ${of}`}
      icon="variable"
      size="small"
      place="start broad"
      onOpen={() => {
        void examples?.loadExamples()
        void accounts.loadNames(60_000)
      }}
    >
      {(close) => (
        <Choices
          of={of}
          onChoose={(name, fallback) => {
            close()
            onChoose(name, fallback)
          }}
        />
      )}
    </Menu>
  )
}

const Choices = ({ of, onChoose }: Props) => {
  const { nudges, accounts } = useWorkspace()
  const search = useSignal('')
  const chosen = useSignal<string | null>(null)
  const shown = useExamples()?.examples.value ?? null
  const values = shown?.values ?? {}
  const account = shown && (accounts.names.value.get(shown.account) ?? shown.account)
  const found = variableChoices(nudges.meters.value, Object.keys(values), search.value)
  if (chosen.value !== null) {
    return (
      <Fallback
        of={of}
        name={chosen.value}
        value={values[chosen.value]}
        onBack={() => {
          chosen.value = null
        }}
        onChoose={(fallback) => onChoose(chosen.peek() ?? '', fallback)}
      />
    )
  }
  return (
    <div class="picker">
      <div class="picker-fields">
        <SearchField
          label="Find a variable"
          value={search.value}
          onType={(text) => {
            search.value = text
          }}
        />
        {account && <p class="menu-title">With the values of {account}</p>}
      </div>
      {found.map(({ name, words }) => (
        <button
          type="button"
          class="menu-item variable"
          key={name}
          onClick={() => {
            if (mayBeAbsent(name)) chosen.value = name
            else onChoose(name, '')
          }}
        >
          <span>
            {words} <code class="small muted">{name}</code>
          </span>
          <span class="push truncate variable-value">{values[name] ?? '—'}</span>
        </button>
      ))}
      {found.length === 0 && (
        <p class="hint">Traits are written as account.industry or user.department.</p>
      )}
    </div>
  )
}

type FallbackProps = {
  of: string
  name: string
  value: string | undefined
  onBack(): void
  onChoose(fallback: string): void
}

const Fallback = ({ of, name, value, onBack, onChoose }: FallbackProps) => {
  const text = useSignal('')
  const path = `variable.${of}`
  const fallback = text.value.trim()
  // Braces and bars would end it.
  const isBroken = /[{}|]/.test(fallback)
  const issues = isBroken ? [{ path, message: 'Without {, } and |' }] : []
  return (
    <form
      class="stack tight padded"
      onSubmit={(event) => {
        event.preventDefault()
        if (fallback !== '' && !isBroken) onChoose(fallback)
      }}
    >
      <p class="small">
        <code>{name}</code>
        {value !== undefined && <span class="muted"> such as “{value}”</span>}
      </p>
      <Field
        path={path}
        label="Said instead where it isn’t known"
        issues={issues}
        hint="Needed: not every account has it, and a gap would keep the nudge from them."
      >
        <input
          id={fieldId(path)}
          class="input"
          dir="auto"
          maxLength={80}
          required
          autofocus
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value
          }}
        />
      </Field>
      <div class="line">
        <Button size="small" tone="quiet" icon="back" onClick={onBack}>
          Back
        </Button>
        <Button size="small" tone="primary" type="submit" disabled={fallback === '' || isBroken}>
          Insert
        </Button>
      </div>
    </form>
  )
}
