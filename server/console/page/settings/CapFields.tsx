/** "At most 3 times in 7 days." */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { controlProps } from '../../component/form/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'

type Cap = { every: string; times: number }
type Props = {
  path: string
  /** What is counted, such as "modals". */
  of: string
  before: string
  cap: Cap
  issues: readonly Issue[]
  onChange(cap: Cap): void
}

export const CapFields = ({ path, of, before, cap, issues, onChange }: Props) => (
  <>
    <div class="sentence">
      {before}
      <input
        {...controlProps(`${path}.times`, issuesAt(issues, `${path}.times`))}
        class="input number"
        type="number"
        min="1"
        aria-label={`${before}, ${of}`}
        value={Number.isNaN(cap.times) ? '' : cap.times}
        onInput={(event) => onChange({ ...cap, times: event.currentTarget.valueAsNumber })}
      />
      {of} in
      <DurationInput
        path={`${path}.every`}
        label={`${before}, period`}
        issues={issuesAt(issues, `${path}.every`)}
        value={cap.every}
        onChange={(every) => onChange({ ...cap, every })}
      />
    </div>
    <FaultsWithin path={path} issues={issues} />
  </>
)
