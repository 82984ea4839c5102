/** A colour, by the browser's own picker or by its number; empty, the preset's. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { isColor } from '../../model/settings/theme-draft.ts'

type Props = {
  path: string
  label: string
  value: string | undefined
  /** What it is without a value. */
  usual: string
  issues: readonly Issue[]
  hint?: string
  onChange(color: string | undefined): void
}

export const ColorField = ({ path, label, value, usual, issues, hint, onChange }: Props) => (
  <Field path={path} label={label} issues={issues} hint={hint} isOptional>
    <span class="color-field">
      <input
        type="color"
        aria-label={`${label}, pick`}
        value={sixDigits(value !== undefined && isColor(value) ? value : usual)}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <input
        {...controlProps(path, issues)}
        class="input mono"
        maxLength={7}
        spellcheck={false}
        placeholder={usual}
        value={value ?? ''}
        onInput={(event) => onChange(event.currentTarget.value.trim() || undefined)}
      />
      {value !== undefined && (
        <Button
          tone="quiet"
          icon="undo"
          label={`${label}: as the preset has it`}
          onClick={() => onChange(undefined)}
        />
      )}
    </span>
  </Field>
)

/** As the browser's picker wants it. */
const sixDigits = (color: string) =>
  color.length === 4 ? color.replace(/[\da-f]/gi, '$&$&') : color
