/** What results say, in sentences: what is known, how surely, and what isn't yet. */
import type { Rate } from '../../../shared/replay/replay.ts'
import type {
  Difference,
  ExperimentResult,
  Money,
  MoneyEach,
  ResultRow,
} from '../../../shared/results/results.ts'
import { counted, enough, numberInWords } from '../../../shared/words/number.ts'

const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const days = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export const percent = (share: number) => percents.format(share)

/** A rate, or a dash where too few tell anything. */
export function rateInWords({ value, of }: Rate): string {
  return value === null || of < enough ? '–' : percent(value)
}

/** "9.3–12.8 %": where the true rate lies, nineteen times in twenty. */
export function intervalInWords({ low, high, of }: Rate): string {
  if (low === null || high === null) return 'nobody yet'
  if (of < enough) return `too few yet: ${numberInWords(of)}`
  return `${percent(low)} to ${percent(high)}`
}

export function moneyInWords({ currency, amount }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  return format.format(amount / 10 ** maximumFractionDigits)
}

export const dayInWords = (day: string) => days.format(Date.parse(day))

/** "1 Mar to 30 Mar". */
export const daysInWords = (from: string, to: string) =>
  from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`

/** Of a whole table: what may be said by now, and what not. */
export function knownInWords(total: ResultRow): string[] {
  const { shown, rates, converted } = total
  if (shown.people === 0) return ['Nobody was shown anything in these days.']
  const who = `${counted(shown.people, 'person', 'people')} in ${counted(shown.accounts, 'account')}`
  return [
    shown.people < enough
      ? `${who} saw a prompt: too few for a rate that means anything. It takes ${enough} at least.`
      : `${who} saw a prompt, and ${clicksInWords(rates.clicked)}`,
    boughtInWords(total.rates.converted, converted.accounts),
  ]
}

function clicksInWords({ value, low, high }: Rate): string {
  if (value === null || low === null || high === null) return 'nothing is known of clicks.'
  return `${percent(value)} of them clicked. Allowing for chance, that is somewhere between ${percent(low)} and ${percent(high)}.`
}

function boughtInWords({ value, low, high, of }: Rate, accounts: number): string {
  if (accounts === 0) {
    return 'No purchase is known to have come from a prompt. Purchases are known when your backend tells them, with the decision that led there.'
  }
  const who = `${counted(accounts, 'account')} bought after a prompt led them there`
  if (value === null || low === null || high === null || of < enough) {
    return `${who}: too few accounts for a rate yet.`
  }
  return `${who}: ${percent(value)} of accounts, between ${percent(low)} and ${percent(high)}. Whether they would have bought anyway only a control tells.`
}

type Compared = {
  difference: Difference
  /** What is compared: "accounts that bought". */
  what: string
  arm: string
  baseline: string
  /** Who is counted: accounts, or people. */
  of: 'account' | 'person'
  /** The smallest lift that is looked for. */
  lift: number
}

/** One arm beside the other. Nothing is called better before there are enough. */
export function differenceInWords({
  difference: one,
  what,
  arm,
  baseline,
  of,
  lift,
}: Compared): string {
  const { value, low, high } = one.difference
  if (value === null || low === null || high === null) {
    return `“${arm}” and “${baseline}” can’t be compared yet: one of them has nobody in it.`
  }
  const range = `between ${signed(low)} and ${signed(high)} percentage points`
  const share = `the share of ${what}`
  switch (one.verdict) {
    case 'better':
      return `“${arm}” does better than “${baseline}”: ${share} is ${points(value)} higher (${range}). That is more than chance would give.`
    case 'worse':
      return `“${arm}” does worse than “${baseline}”: ${share} is ${points(-value)} lower (${range}). That is more than chance would give.`
    case 'no_difference_seen':
      return `No difference is seen between “${arm}” and “${baseline}”: in ${share} it lies ${range}. If there is one, it is smaller than was looked for.`
    case 'too_early':
      return `Too early to say whether “${arm}” beats “${baseline}”: the difference in ${share} lies ${range}. ${neededInWords(one, { of, lift })} Stopping as soon as it looks good would mistake chance for success.`
    case 'nothing_known':
      return `Nothing is known of “${arm}” beside “${baseline}” yet.`
    default:
      return one.verdict satisfies never
  }
}

const countedOf = (count: number, of: Compared['of']) =>
  of === 'person' ? counted(count, 'person', 'people') : counted(count, of)

function neededInWords(
  { needed }: Difference,
  { of, lift }: Pick<Compared, 'of' | 'lift'>,
): string {
  return needed === null
    ? 'How many it takes can’t be told before the first success.'
    : `It takes about ${countedOf(needed, of)} in each arm to notice ${percent(lift)} more.`
}

/** How far it is: "1,200 of about 3,841 accounts". */
export const progressInWords = (seen: number, needed: number, of: Compared['of']) =>
  `${numberInWords(seen)} of about ${countedOf(needed, of)}`

/** "€1.20 each, €0.80 to €1.60": what one of those who were counted brings a month. */
export function eachInWords({ currency, each: { value, low, high } }: MoneyEach): string {
  if (value === null) return ''
  const money = (amount: number) => moneyInWords({ currency, amount })
  const range = low === null || high === null ? '' : `, ${money(low)} to ${money(high)}`
  return `${money(value)} each${range}`
}

type Earned = ExperimentResult['earned'][number]

/** What one of an arm brings beside one of the other; nothing where too few have bought. */
export function earnedInWords(
  { arm, currency, difference: { value, low, high } }: Earned,
  { baseline, unit, isEarly }: { baseline: string; unit: string; isEarly: boolean },
): string | null {
  if (value === null || low === null || high === null) return null
  const money = (amount: number) => moneyInWords({ currency, amount })
  const what = `${money(Math.abs(value))} a month ${value < 0 ? 'less' : 'more'}`
  const caution =
    low <= 0 && high >= 0
      ? 'Chance alone could give that.'
      : isEarly
        ? 'It is too early to build on that.'
        : 'That is more than chance would give.'
  return `Each ${unit} of “${arm}” brings ${what} than one of “${baseline}” (between ${money(low)} and ${money(high)}). ${caution}`
}

const rounded = (share: number) => Math.round(share * 1000) / 10

function points(share: number): string {
  const value = rounded(share)
  return `${numberInWords(value)} percentage ${value === 1 ? 'point' : 'points'}`
}

const signs = new Intl.NumberFormat('en', { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
const signed = (share: number) => signs.format(rounded(share)).replace('-', '−')

export function sampleRatioInWords(result: ExperimentResult): { text: string; isWarning: boolean } {
  const { sampleRatio, unit } = result
  if (sampleRatio.kind === 'not_checked') {
    const text =
      sampleRatio.why === 'weights_changed'
        ? 'Weights changed in these days, so whether the arms have their fair share isn’t checked.'
        : 'Too few to check whether the arms have their fair share.'
    return { text, isWarning: false }
  }
  if (!sampleRatio.isOff) {
    return { text: `The arms have as many ${unit}s as their weights say.`, isWarning: false }
  }
  const arms = sampleRatio.arms.map(
    ({ key, seen, expected }) =>
      `“${key}” has ${numberInWords(seen)} instead of about ${numberInWords(expected)}`,
  )
  return {
    text: `Don’t trust this comparison: ${arms.join(', ')}. Chance would do that less than once in a thousand times, so something sorts ${unit}s before they are counted.`,
    isWarning: true,
  }
}
