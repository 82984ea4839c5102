/** What was learned, and how well it foretold what it was not learned from. */
import type { ReadinessWeights } from '../../../../shared/account/readiness.ts'
import type {
  CalibrationBin,
  Learned,
  Quarter,
} from '../../../../shared/account/readiness-learning.ts'
import { numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import { partWords, silenceWords } from '../../words/readiness.ts'
import { Sideways } from '../results/Sideways.tsx'

export const PartsTable = ({
  learned,
  weights,
}: {
  learned: Learned
  weights: ReadinessWeights
}) => (
  <Sideways label="Weights, now and learned">
    <table class="results-table">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Now</th>
          <th scope="col">Learned</th>
          <th scope="col">More of it</th>
        </tr>
      </thead>
      <tbody>
        {learned.parts.map(({ part, weight, effect, silence }) => (
          <tr key={part}>
            <th scope="row">{partWords[part]}</th>
            <td>{numberInWords(weights[part])}</td>
            <td>
              <strong>{numberInWords(weight)}</strong>
            </td>
            <td>{silence ? silenceWords[silence] : `Odds × ${numberInWords(Math.exp(effect))}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Sideways>
)

export const QuartersTable = ({ quarters }: { quarters: readonly Quarter[] }) => (
  <Sideways label="Who bought, by quarter of the accounts">
    <table class="results-table">
      <caption>Accounts by score, a quarter each</caption>
      <thead>
        <tr>
          <th scope="col">Quarter</th>
          <th scope="col">Bought</th>
          <th scope="col">Against all</th>
        </tr>
      </thead>
      <tbody>
        {quarters.map(({ grade, conversions, rate, lift }) => (
          <tr key={grade}>
            <th scope="row">{grade === 'A' ? 'A, the highest' : grade}</th>
            <td>
              <strong>{shareInWords(rate, 1)}</strong>
              <span>{numberInWords(Math.round(conversions))}</span>
            </td>
            <td>{lift === null ? '–' : `${numberInWords(lift)} ×`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Sideways>
)

export const CalibrationTable = ({ bins }: { bins: readonly CalibrationBin[] }) => (
  <Sideways label="What was foretold, and what came">
    <table class="results-table">
      <caption>Chance to buy in two weeks</caption>
      <thead>
        <tr>
          <th scope="col">Foretold</th>
          <th scope="col">Came</th>
          <th scope="col">Rows</th>
        </tr>
      </thead>
      <tbody>
        {bins.map(({ foretold, observed, low, high, accounts }, at) => (
          <tr key={at}>
            <th scope="row">{shareInWords(foretold, 1)}</th>
            <td>
              <strong>{shareInWords(observed, 1)}</strong>
              <span>
                {shareInWords(low, 1)} to {shareInWords(high, 1)}
              </span>
            </td>
            <td>{numberInWords(accounts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Sideways>
)
