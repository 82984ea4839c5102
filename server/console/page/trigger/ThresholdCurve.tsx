/** What other thresholds of one condition would have done, with the recommended one marked. */
import { operandOf } from '../../../../shared/definition/operand.ts'
import { seenInWords } from '../../../../shared/words/evidence.ts'
import { unitOf } from '../../../../shared/words/measure.ts'
import { numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { Chart } from '../../component/figure/Chart.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import type { Leaf } from '../../model/trigger/measure.ts'
import type { Replaying } from '../../model/trigger/replaying.ts'
import { conditionInWords } from '../../words/condition.ts'

export const ThresholdCurve = ({ replaying }: { replaying: Replaying }) => {
  const path = replaying.path.value
  const leaf = replaying.turnable.value.find((one) => one.path === path)?.leaf
  const threshold = replaying.threshold.value
  const sweep = replaying.sweep.value
  if (!leaf || threshold === null) {
    return <p class="muted small">No condition compares with a number that could be turned.</p>
  }
  if (!sweep) return <p class="muted small">Trying other thresholds…</p>
  const { points, recommended } = sweep
  const unit = 'measure' in leaf ? unitOf(leaf.measure) : undefined
  const say = sayer(leaf, unit)
  const [first, last] = [points[0]?.value ?? threshold, points.at(-1)?.value ?? threshold]
  const isTaken = recommended?.value === threshold
  return (
    <section class="stack tight" aria-labelledby="replay-curve">
      <h3 id="replay-curve">If the threshold were another one</h3>
      <p class="muted small">{conditionInWords(leaf)}</p>
      <input
        type="range"
        class="range"
        aria-label="Threshold"
        aria-valuetext={say(threshold)}
        min={Math.min(first, threshold)}
        max={Math.max(last, threshold)}
        step={stepOf(points.map((one) => one.value))}
        value={threshold}
        onInput={(event) => replaying.turnTo(event.currentTarget.valueAsNumber)}
      />
      <Chart
        label="Firings and precision at each threshold"
        places={points.map((one) => one.value)}
        write={(value) => seenInWords(unit, value)}
        marks={[
          ...(recommended && !isTaken
            ? [{ place: recommended.value, color: 'amber' as const }]
            : []),
          { place: threshold, color: 'ink' },
        ]}
        onPick={replaying.turnTo}
        lines={[
          { label: 'Firings', values: points.map((one) => one.firings), color: 'fill' },
          {
            label: 'Precision',
            values: points.map((one) => one.precision.value),
            color: 'amber',
            isShare: true,
          },
        ]}
      >
        <table>
          <caption>Firings and precision at each threshold</caption>
          <tbody>
            {points.map((one) => (
              <tr key={one.value}>
                <th scope="row">{say(one.value)}</th>
                <td>{numberInWords(one.firings)} firings</td>
                <td>
                  {one.precision.value === null
                    ? 'not known'
                    : shareInWords(one.precision.value, 1)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Chart>
      <p class="chart-legend muted small">
        <span class="key fill">Firings</span>
        <span class="key amber">Precision</span>
        <span class="push">Now: {say(threshold)}</span>
      </p>
      {recommended ? (
        <div class="line recommended">
          <Icon name="signal" size={14} />
          <span>
            <strong>{say(recommended.value)}</strong> tells best who buys
            <span class="muted small">
              {' '}
              ({rangeInWords(say(recommended.low), say(recommended.high))})
            </span>
          </span>
          {isTaken ? (
            <span class="badge good push">Taken</span>
          ) : (
            <span class="push">
              <Button size="small" onClick={() => replaying.turnTo(recommended.value)}>
                Take it
              </Button>
            </span>
          )}
        </div>
      ) : (
        <p class="muted small">
          No threshold tells who buys: too few have bought after a firing yet.
        </p>
      )}
    </section>
  )
}

const rangeInWords = (low: string, high: string) =>
  low === high ? 'whoever is left out' : `as sure as history is: ${low} to ${high}`

function sayer(leaf: Leaf, unit: ReturnType<typeof unitOf>) {
  const { operator } = operandOf(leaf)
  const words = { gte: 'at least', gt: 'more than', lte: 'at most', lt: 'less than' }
  const word = words[operator as keyof typeof words] ?? ''
  return (value: number) => `${word} ${seenInWords(unit, value)}`.trim()
}

/** Whole numbers are turned by one; others as finely as the curve has places. */
function stepOf(values: readonly number[]): number | 'any' {
  return values.every(Number.isInteger) ? 1 : 'any'
}
