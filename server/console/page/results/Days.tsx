/** Day by day: drawn, and in numbers for those who can't see it or want them. */
import type { ResultDay, Results } from '../../../../shared/results/results.ts'
import { numberInWords } from '../../../../shared/words/number.ts'
import { Chart } from '../../component/figure/Chart.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { type Line, lines } from '../../model/results/results.ts'
import { dayInWords, daysInWords } from '../../words/results.ts'
import { Sideways } from './Sideways.tsx'

const lineWords: Record<Line, string> = {
  shown: 'Shown',
  clicked: 'Clicked',
  trials: 'Trials',
  converted: 'Bought',
  dismissed: 'Closed',
}

export const Days = ({ results: data }: { results: Results }) => {
  const { results } = useWorkspace()
  const line = results.line.value
  const { days, earlier } = data
  return (
    <section class="card">
      <div class="card-head results-head">
        <h2>Day by day</h2>
        <Segments
          label="What is drawn"
          value={line}
          options={lines.map((value) => ({ value, text: lineWords[value] }))}
          onChange={results.chooseLine}
        />
      </div>
      <div class="card-body stack tight">
        <Drawn days={days} before={earlier.days} line={line} />
        <p class="line muted small">
          <span class="results-key now" /> {daysInWords(data.from, data.to)}
          <span class="results-key before" /> {daysInWords(earlier.from, earlier.to)}
          <span class="push">
            All is counted on the day of its showing, so the last days may still gain.
          </span>
        </p>
        <details>
          <summary>In numbers</summary>
          <DaysTable days={days} />
        </details>
      </div>
    </section>
  )
}

type ChartProps = { days: ResultDay[]; before: ResultDay[]; line: Line }

const Drawn = ({ days, before, line }: ChartProps) => {
  const total = days.reduce((sum, day) => sum + day[line], 0)
  const nameOf = (at: number) => dayInWords(days[at]?.day ?? '')
  return (
    <div class="results-chart">
      <Chart
        label={`${lineWords[line]} by day: ${numberInWords(total)} in all`}
        height={220}
        places={days.map((_, at) => at)}
        nameOf={(at) => (days[at] ? nameOf(at) : '')}
        tipOf={(at) =>
          `${nameOf(at)}: ${days[at]?.[line] ?? '–'}, before ${before[at]?.[line] ?? '–'}`
        }
        lines={[
          {
            label: 'Before',
            values: days.map((_, at) => before[at]?.[line] ?? null),
            color: 'ink-3',
            drawnAs: 'dashes',
          },
          {
            label: lineWords[line],
            values: days.map((day) => day[line]),
            color: 'fill',
            drawnAs: 'area',
          },
        ]}
      />
    </div>
  )
}

const DaysTable = ({ days }: { days: ResultDay[] }) => (
  <Sideways label="Days in numbers">
    <table class="results-table">
      <thead>
        <tr>
          <th scope="col">Day</th>
          {lines.map((line) => (
            <th scope="col" key={line}>
              {lineWords[line]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((one) => (
          <tr key={one.day}>
            <th scope="row">{dayInWords(one.day)}</th>
            {lines.map((line) => (
              <td key={line}>{numberInWords(one[line])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Sideways>
)
