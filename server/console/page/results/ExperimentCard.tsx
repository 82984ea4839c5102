/** Arms beside each other, and what may be said of them by now. */
import type { Difference, ExperimentResult } from '../../../../shared/results/results.ts'
import { numberInWords } from '../../../../shared/words/number.ts'
import { Icon } from '../../component/mark/Icon.tsx'
import {
  differenceInWords,
  earnedInWords,
  intervalInWords,
  percent,
  progressInWords,
  rateInWords,
  sampleRatioInWords,
} from '../../words/results.ts'
import { Sideways } from './Sideways.tsx'
import { Amounts } from './Summary.tsx'

export const ExperimentCard = ({ result }: { result: ExperimentResult }) => {
  const ratio = sampleRatioInWords(result)
  const { unit, moved, baseline, lift } = result
  const units = unit === 'account' ? 'Accounts' : 'People'
  const firstDrawn = result.arms.find((arm) => !arm.isControl)?.key ?? ''
  const say = (what: string, against: string, of: 'account' | 'person') => (one: Difference) => (
    <li key={`${what} ${one.arm}`}>
      {differenceInWords({ difference: one, what, arm: one.arm, baseline: against, of, lift })}
      {one.lift.value !== null && one.lift.low !== null && one.lift.high !== null && (
        <span class="muted">
          {' '}
          Relative to “{against}” that is {percent(one.lift.value)} ({percent(one.lift.low)} to{' '}
          {percent(one.lift.high)}).
        </span>
      )}
      {one.verdict === 'too_early' && one.needed !== null && (
        <span class="results-progress">
          <progress value={one.seen} max={one.needed} aria-label={`“${one.arm}”, ${what}`} />
          <span class="muted small">
            {progressInWords(one.seen, one.needed, of)} in the smaller arm
          </span>
        </span>
      )}
    </li>
  )
  const one = unit === 'account' ? 'account' : 'person'
  return (
    <section class="card">
      <div class="card-head">
        <h2>Experiment</h2>
        <span class="muted small">
          Assigned by {unit === 'account' ? 'account' : 'person'}; each counts from their first
          moment in it
        </span>
      </div>
      {ratio.isWarning && (
        <p class="notice alarm results-notice" role="alert">
          <Icon name="alert" />
          <span>{ratio.text}</span>
        </p>
      )}
      <Sideways label="Arms">
        <table class="results-table">
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <th scope="col">{units}</th>
              <th scope="col">Bought afterwards</th>
              <th scope="col">People who clicked</th>
              <th scope="col">Revenue a month</th>
            </tr>
          </thead>
          <tbody>
            {result.arms.map((arm) => (
              <tr key={arm.key}>
                <th scope="row">
                  {arm.key}{' '}
                  {arm.isControl && <span class="badge plain">Control: sees nothing</span>}
                </th>
                <td>{numberInWords(arm.units)}</td>
                <td>
                  <strong>
                    {numberInWords(arm.bought.hits)} · {rateInWords(arm.bought)}
                  </strong>
                  <span>{intervalInWords(arm.bought)}</span>
                </td>
                <td>
                  {arm.clicked ? (
                    <>
                      <strong>
                        {numberInWords(arm.clicked.hits)} · {rateInWords(arm.clicked)}
                      </strong>
                      <span>{intervalInWords(arm.clicked)}</span>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
                <td>
                  <Amounts all={arm.revenue} each={arm.revenuePerUnit} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <ul class="card-body results-sentences">
        {result.bought.map(
          say(unit === 'account' ? 'accounts that bought' : 'people who bought', baseline, one),
        )}
        {result.clicked.map(say('people who clicked', firstDrawn, 'person'))}
        {result.earned.map((earned) => {
          const bought = result.bought.find(({ arm }) => arm === earned.arm)
          const isEarly = bought?.verdict === 'too_early'
          const words = earnedInWords(earned, { baseline, unit: one, isEarly })
          return words && <li key={earned.arm + earned.currency}>{words}</li>
        })}
        {!ratio.isWarning && <li class="muted">{ratio.text}</li>}
        {moved > 0 && (
          <li class="muted">
            {numberInWords(moved)} changed arms, as changed weights make them, and are left out.
          </li>
        )}
      </ul>
    </section>
  )
}
