/** The figures of the period, each with how surely it is known and what it was before. */
import { type ComponentChildren, Fragment } from 'preact'
import type { Money, MoneyEach, ResultRow, Results } from '../../../../shared/results/results.ts'
import { counted, numberInWords } from '../../../../shared/words/number.ts'
import {
  daysInWords,
  eachInWords,
  intervalInWords,
  moneyInWords,
  rateInWords,
} from '../../words/results.ts'
import { AnnoyanceNote } from './AnnoyanceNote.tsx'

export const Summary = ({ results: { total, earlier } }: { results: Results }) => {
  const hasBefore = earlier.total.shown.times > 0
  return (
    <section class="card" aria-label="Figures">
      <dl class="figures results-figures">
        {figuresOf(total).map(({ name, value, note, before }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              <span>{note}</span>
              {hasBefore && <span>{before(earlier.total)} before</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p class="card-body muted small">
        Rates are of people or accounts that were shown a prompt; behind each, where the true rate
        lies nineteen times in twenty. {hasBefore ? '“Before” is ' : 'Nothing was shown before, '}
        {daysInWords(earlier.from, earlier.to)}.
      </p>
    </section>
  )
}

type Figure = {
  name: string
  value: ComponentChildren
  note: ComponentChildren
  before(earlier: ResultRow): string
}

function figuresOf({ shown, clicked, trials, converted, rates, ...more }: ResultRow): Figure[] {
  return [
    {
      name: 'Shown',
      value: numberInWords(shown.times),
      note: `to ${counted(shown.people, 'person', 'people')} in ${counted(shown.accounts, 'account')}`,
      before: (earlier) => numberInWords(earlier.shown.times),
    },
    {
      name: 'Clicked',
      value: numberInWords(clicked.times),
      note: `${rateInWords(rates.clicked)} of people (${intervalInWords(rates.clicked)})`,
      before: (earlier) => numberInWords(earlier.clicked.times),
    },
    {
      name: 'Trials started',
      value: numberInWords(trials.accounts),
      note: `${rateInWords(rates.trials)} of accounts (${intervalInWords(rates.trials)})`,
      before: (earlier) => numberInWords(earlier.trials.accounts),
    },
    {
      name: 'Accounts that bought',
      value: numberInWords(converted.accounts),
      note: `${rateInWords(rates.converted)} of accounts (${intervalInWords(rates.converted)})`,
      before: (earlier) => numberInWords(earlier.converted.accounts),
    },
    {
      name: 'Monthly revenue added',
      value: <Amounts all={more.revenue} />,
      note: revenueNote(more.revenuePerAccount),
      before: ({ revenue }) => revenue.map(moneyInWords).join(' and ') || 'nothing',
    },
    {
      name: 'Closed',
      value: numberInWords(more.dismissed.times),
      note: `${rateInWords(rates.dismissed)} of people (${intervalInWords(rates.dismissed)})`,
      before: (earlier) => numberInWords(earlier.dismissed.times),
    },
    {
      name: 'Never again',
      value: numberInWords(more.never.times),
      note: `${rateInWords(rates.never)} of people (${intervalInWords(rates.never)})`,
      before: (earlier) => numberInWords(earlier.never.times),
    },
    {
      name: 'Annoyance',
      value: annoyanceInWords(more.annoyance),
      note: <AnnoyanceNote />,
      before: (earlier) => annoyanceInWords(earlier.annoyance),
    },
  ]
}

export const annoyanceInWords = (index: number | null) =>
  index === null ? '–' : numberInWords(Math.round(index * 10) / 10)

const revenueNote = (each: readonly MoneyEach[]) =>
  each.length === 0
    ? 'by purchases that name a prompt, losses taken off'
    : `${each.map(eachInWords).join('; ')} over accounts that were shown one; losses taken off`

type AmountsProps = { all: readonly Money[]; each?: readonly MoneyEach[] }

/** Each currency by itself; `each`: what one account or user of them brings. */
export const Amounts = ({ all, each = [] }: AmountsProps) =>
  all.length === 0 ? (
    <>–</>
  ) : (
    all.map((money) => {
      const one = each.find(({ currency }) => currency === money.currency)
      return (
        <Fragment key={money.currency}>
          <strong class="results-amount">{moneyInWords(money)}</strong>
          {one && <span>{eachInWords(one)}</span>}
        </Fragment>
      )
    })
  )
