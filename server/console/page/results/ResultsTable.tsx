/** A row for each nudge, arm, language, plan or device. */
import type { Rate } from '../../../../shared/replay/replay.ts'
import type { ResultRow, Results, Tally } from '../../../../shared/results/results.ts'
import { counted, enough, numberInWords } from '../../../../shared/words/number.ts'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import type { Cut } from '../../model/results/results-choice.ts'
import { pathTo } from '../../router.ts'
import { intervalInWords, rateInWords } from '../../words/results.ts'
import { Sideways } from './Sideways.tsx'
import { Amounts, annoyanceInWords } from './Summary.tsx'

type Props = {
  results: Results
  cuts: readonly { value: Cut; text: string }[]
  onChange(by: Cut): void
}

export const ResultsTable = ({ results, cuts, onChange }: Props) => {
  const { rows, by, more } = results
  const name = cuts.find((cut) => cut.value === by)?.text ?? ''
  const hasGhosts = rows.some((row) => row.ghosts.times > 0)
  return (
    <section class="card">
      <div class="card-head results-head">
        <h2>By {name.toLowerCase()}</h2>
        <Segments label="Cut by" value={by} options={cuts} onChange={onChange} />
      </div>
      <Sideways label={`By ${name.toLowerCase()}`}>
        <table class="results-table">
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col">Shown</th>
              {hasGhosts && <th scope="col">Held back</th>}
              <th scope="col">Clicked</th>
              <th scope="col">Closed</th>
              <th scope="col">Later</th>
              <th scope="col">Never again</th>
              <th scope="col">Trials</th>
              <th scope="col">Bought</th>
              <th scope="col">Revenue a month</th>
              <th scope="col">Annoyance</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <Name row={row} by={by} />
                </th>
                <Count of={row.shown} />
                {hasGhosts && <Count of={row.ghosts} />}
                <Count of={row.clicked} rate={row.rates.clicked} />
                <Count of={row.dismissed} rate={row.rates.dismissed} />
                <Count of={row.snoozed} />
                <Count of={row.never} rate={row.rates.never} />
                <Count of={row.trials} rate={row.rates.trials} isOfAccounts />
                <Count of={row.converted} rate={row.rates.converted} isOfAccounts />
                <td>
                  <Amounts all={row.revenue} each={row.revenuePerAccount} />
                </td>
                <td>{annoyanceInWords(row.annoyance)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      {more > 0 && (
        <p class="card-body muted small">{more} more that were shown less are left out.</p>
      )}
    </section>
  )
}

type CountProps = { of: Tally; rate?: Rate; isOfAccounts?: true }

const Count = ({ of, rate, isOfAccounts }: CountProps) => {
  const { times, people, accounts } = of
  const who = `${numberInWords(people)} people, ${numberInWords(accounts)} accounts`
  const whom = isOfAccounts ? counted(accounts, 'account') : counted(people, 'person', 'people')
  return (
    <td title={rate ? `${who}. Rate ${intervalInWords(rate)}` : who}>
      <strong>{numberInWords(isOfAccounts ? accounts : times)}</strong>
      {times > 0 && <span>{rate && rate.of >= enough ? rateInWords(rate) : whom}</span>}
    </td>
  )
}

const devices: Record<string, string> = { desktop: 'Computer', phone: 'Phone', tablet: 'Tablet' }
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

const Name = ({ row: { key }, by }: { row: ResultRow; by: Cut }) => {
  const { nudges } = useWorkspace()
  if (key === null)
    return <span class="muted">{by === 'arm' ? 'Without an experiment' : 'Not known'}</span>
  switch (by) {
    case 'nudge':
      return <Link to={pathTo('nudgeResults', key)}>{nudges.nameOf.value('nudge', key)}</Link>
    case 'plan':
      return <>{nudges.nameOf.value('plan', key)}</>
    case 'locale':
      return <>{languages.of(key) ?? key}</>
    case 'device':
      return <>{devices[key] ?? key}</>
    case 'arm':
      return <>{key}</>
    default:
      return by satisfies never
  }
}
