/** What the plan costs: one price for each currency and interval. */
import { useSignal } from '@preact/signals'
import type { Price } from '../../../../shared/definition/plan.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { controlProps, Faults, fieldId } from '../../component/form/Field.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { currencies, majorText, minorOf, priceInWords } from '../../words/money.ts'
import { Section } from '../editor/Section.tsx'

const mostPrices = 10
const known = currencies()

export const PriceFields = ({ entry }: { entry: Entry<'plan'> }) => {
  const plan = entry.draft.value
  const { prices } = plan
  const set = (next: Price[], path = 'prices') => entry.edit({ ...plan, prices: next }, path)
  const add = () => {
    const last = prices.at(-1)
    const interval = last?.interval === 'month' ? 'year' : 'month'
    set([...prices, { amount: 0, currency: 'EUR', per: 'account', ...last, interval }])
  }
  return (
    <Section
      title="Prices"
      words="What the plan costs, for each currency and interval. Offers that lead to it are worth that."
      aside={
        prices.length < mostPrices && (
          <Button size="small" icon="plus" onClick={add}>
            Add a price
          </Button>
        )
      }
    >
      {prices.length === 0 && <p class="muted">No price: free, or on request.</p>}
      <ul class="price-list">
        {prices.map((price, i) => (
          <li key={i}>
            <PriceRow
              price={price}
              path={`prices.${i}`}
              number={i + 1}
              issues={issuesAt(entry.issues.value, `prices.${i}`)}
              onChange={(next) =>
                set(
                  prices.map((one, at) => (at === i ? next : one)),
                  `prices.${i}`,
                )
              }
              onRemove={() => set(prices.filter((_, at) => at !== i))}
            />
            <FaultsWithin path={`prices.${i}`} issues={entry.issues.value} />
          </li>
        ))}
      </ul>
      <Faults path="prices" issues={entry.issues.value.filter(({ path }) => path === 'prices')} />
    </Section>
  )
}

type RowProps = {
  price: Price
  path: string
  number: number
  issues: readonly Issue[]
  onChange(price: Price): void
  onRemove(): void
}

const PriceRow = ({ price, path, number, issues, onChange, onRemove }: RowProps) => {
  const { amount, currency, interval, per } = price
  /** As it was typed; the price has what that comes to. */
  const typed = useSignal<string | null>(null)
  const text = typed.value ?? majorText(amount, currency)
  const isAmount = minorOf(text, currency) !== null
  const control = (part: keyof Price) =>
    controlProps(`${path}.${part}`, issuesAt(issues, `${path}.${part}`))
  const label = (what: string) => `Price ${number}, ${what}`
  return (
    <div class="price-row">
      <input
        {...control('amount')}
        class="input number"
        inputMode="decimal"
        aria-label={label('amount')}
        {...(!isAmount && { 'aria-invalid': 'true', 'aria-describedby': `${fieldId(path)}-said` })}
        value={text}
        onInput={(event) => {
          typed.value = event.currentTarget.value
          const minor = minorOf(event.currentTarget.value, currency)
          if (minor !== null) onChange({ ...price, amount: minor })
        }}
        onBlur={() => {
          typed.value = null
        }}
      />
      <select
        {...control('currency')}
        class="select"
        aria-label={label('currency')}
        value={currency}
        onChange={(event) => {
          const next = event.currentTarget.value
          // The number that is read stays: 19.00 EUR becomes 19 JPY, not 1900.
          const minor = minorOf(text, next) ?? minorOf(text.replace(/[.,].*/, ''), next)
          typed.value = null
          onChange({ ...price, currency: next, amount: minor ?? amount })
        }}
      >
        {known.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </select>
      <select
        {...control('per')}
        class="select"
        aria-label={label('paid for')}
        value={per}
        onChange={(event) => onChange({ ...price, per: event.currentTarget.value as Price['per'] })}
      >
        <option value="account">for the account</option>
        <option value="seat">for each seat</option>
      </select>
      <select
        {...control('interval')}
        class="select"
        aria-label={label('interval')}
        value={interval}
        onChange={(event) =>
          onChange({ ...price, interval: event.currentTarget.value as Price['interval'] })
        }
      >
        <option value="month">a month</option>
        <option value="year">a year</option>
      </select>
      <Button icon="trash" label={`Remove price ${number}`} tone="quiet" onClick={onRemove} />
      <input
        {...control('billingId')}
        class="input price-id"
        aria-label={label('id in billing')}
        placeholder="Its id in billing, if any: price_…"
        autocomplete="off"
        spellcheck={false}
        maxLength={255}
        value={price.billingId ?? ''}
        onInput={(event) => {
          const { billingId: _, ...rest } = price
          const id = event.currentTarget.value.trim()
          onChange(id === '' ? rest : { ...rest, billingId: id })
        }}
      />
      <p id={`${fieldId(path)}-said`} class={isAmount ? 'hint' : 'fault'}>
        {isAmount
          ? `Shown as ${priceInWords(price)}`
          : `“${text}” is no amount of ${currency}: write it like ${majorText(1900, currency)}`}
      </p>
    </div>
  )
}
