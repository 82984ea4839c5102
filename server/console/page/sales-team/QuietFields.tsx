/** Hours in which nobody is told, by a clock of some place. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { QuietHours } from '../../../../shared/workspace/sales-team.ts'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { zones } from '../../model/editor/zone.ts'

type QuietProps = {
  path: string
  /** Whose, where several stand on one page. */
  of?: string
  value: QuietHours
  issues: readonly Issue[]
  onChange(value: QuietHours): void
}

export const QuietFields = ({ path, of, value, issues, onChange }: QuietProps) => {
  const { from, to, weekends } = value
  const whose = of === undefined ? '' : `, ${of}`
  return (
    <fieldset class="stack tight">
      <legend class="field-label">Quiet hours</legend>
      <div class="sentence">
        From
        <input
          {...controlProps(`${path}.from`, issuesAt(issues, `${path}.from`))}
          class="input time"
          type="time"
          aria-label={`Quiet from${whose}`}
          value={from}
          onInput={(event) => onChange({ ...value, from: event.currentTarget.value })}
        />
        until
        <input
          {...controlProps(`${path}.to`, issuesAt(issues, `${path}.to`))}
          class="input time"
          type="time"
          aria-label={`Quiet until${whose}`}
          value={to}
          onInput={(event) => onChange({ ...value, to: event.currentTarget.value })}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={weekends}
          onChange={() => onChange({ ...value, weekends: !weekends })}
        />
        And all of Saturday and Sunday
      </label>
      <FaultsWithin path={path} issues={issues} />
    </fieldset>
  )
}

type ZoneProps = {
  path: string
  of?: string
  value: string
  issues: readonly Issue[]
  onChange(value: string): void
}

const known = zones()

export const ZoneField = ({ path, of, value, issues, onChange }: ZoneProps) => (
  <Field path={path} label="Time zone" issues={issues}>
    <Suggested
      path={path}
      label={of === undefined ? 'Time zone' : `Time zone, ${of}`}
      placeholder="Europe/Berlin"
      issues={issues}
      value={value}
      known={known}
      onChange={onChange}
    />
  </Field>
)
