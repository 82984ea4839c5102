/** Which days: so many until today, or from one to another. */

import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { type Choice, lastDays, periods } from '../../model/results/results-choice.ts'

const options = [
  ...periods.map((days) => ({ value: days, text: `${days} days` })),
  { value: 0, text: 'From – to' },
]

type Props = { choice: Choice; onChange(next: Partial<Choice>): void }

export const PeriodChoice = ({ choice, onChange }: Props) => {
  const { results } = useWorkspace()
  const today = results.today()
  const choose = (days: number) =>
    onChange(days === 0 ? { days: null } : { days, ...lastDays(days, today) })
  return (
    <div class="line results-period">
      <Segments label="Days" value={choice.days ?? 0} options={options} onChange={choose} />
      {choice.days === null && (
        <span class="line">
          <input
            class="input auto"
            type="date"
            aria-label="First day"
            value={choice.from}
            max={choice.to}
            onChange={({ currentTarget: { value } }) => value && onChange({ from: value })}
          />
          <span class="muted">to</span>
          <input
            class="input auto"
            type="date"
            aria-label="Last day"
            value={choice.to}
            min={choice.from}
            max={today}
            onChange={({ currentTarget: { value } }) => value && onChange({ to: value })}
          />
        </span>
      )}
      <span class="muted small push">
        Days as they are in {results.zone().replaceAll('_', ' ')}
      </span>
    </div>
  )
}
