/** What narrows the list of accounts, and its order. What is chosen stands in the address. */
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type {
  AccountFilters,
  AccountOrder,
  ClaimFilter,
} from '../../../../shared/account/account-view.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { isNarrow, noFilters } from '../../model/account/account-filters.ts'

type Props = { filters: AccountFilters; onChange(change: Partial<AccountFilters>): void }

const orderWords: Record<AccountOrder, string> = {
  ready: 'Readiest first',
  recent: 'Last here first',
  fullest: 'Fullest first',
  name: 'By name',
}
const claimWords: Record<ClaimFilter, string> = {
  '': 'With or without sales',
  mine: 'Mine',
  held: 'With sales',
  free: 'With nobody',
}
const fullnessWords = {
  0: 'Any usage',
  50: '50 % used or more',
  80: '80 % used or more',
  100: 'At the limit',
}
const seenWords = {
  0: 'Seen at any time',
  1: 'Seen today',
  7: 'Seen in 7 days',
  30: 'Seen in 30 days',
}

export const Filters = ({ filters, onChange }: Props) => {
  const { nudges } = useWorkspace()
  const triggers = nudges.triggers.data.value ?? []
  const plans = nudges.plans.data.value ?? []
  const { signal, plan, fullness, claim, seenDays, order } = filters
  return (
    <div class="toolbar account-filters">
      <Search text={filters.query} onChange={(query) => onChange({ query })} />
      <Select
        label="Signal"
        value={signal}
        options={{
          '': 'Ready or not',
          '*': 'Ready for more',
          ...Object.fromEntries(triggers.map(({ key, draft }) => [key, draft.name])),
        }}
        onChange={(next) => onChange({ signal: next })}
      />
      <Select
        label="Plan"
        value={plan}
        options={{
          '': 'Any plan',
          ...Object.fromEntries(plans.map(({ key, draft }) => [key, draft.name])),
        }}
        onChange={(next) => onChange({ plan: next })}
      />
      <Select
        label="Usage"
        value={String(fullness)}
        options={fullnessWords}
        onChange={(next) => onChange({ fullness: Number(next) })}
      />
      <Select
        label="Sales"
        value={claim}
        options={claimWords}
        onChange={(next) => onChange({ claim: next as ClaimFilter })}
      />
      <Select
        label="Last seen"
        value={String(seenDays)}
        options={seenWords}
        onChange={(next) => onChange({ seenDays: Number(next) })}
      />
      {isNarrow(filters) && (
        <Button tone="quiet" icon="cross" onClick={() => onChange({ ...noFilters, order })}>
          Clear
        </Button>
      )}
    </div>
  )
}

type OrderProps = { order: AccountOrder; onChange(order: AccountOrder): void }

export const Order = ({ order, onChange }: OrderProps) => (
  <Select
    label="Order"
    value={order}
    options={orderWords}
    onChange={(next) => onChange(next as AccountOrder)}
  />
)

type SelectProps = {
  label: string
  value: string
  options: Record<string, string>
  onChange(value: string): void
}

/** What an address says and no option has is shown as it is. */
const Select = ({ label, value, options, onChange }: SelectProps) => (
  <select
    class="select auto"
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  >
    {Object.entries(value in options ? options : { ...options, [value]: value })
      // Keys that are numbers come first of an object, and are in order by themselves.
      .map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
  </select>
)

const typingMs = 150

const Search = ({ text, onChange }: { text: string; onChange(text: string): void }) => {
  const typed = useSignal(text)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (document.activeElement !== field.current) typed.value = text
  }, [text, typed])
  // The moment it is drawn: what is typed before would be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, select, textarea')
      if (event.key !== '/' || isTyping) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      clearTimeout(timer.current)
    }
  }, [])
  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={field}
        class="input"
        type="search"
        aria-label="Find an account"
        aria-keyshortcuts="/"
        placeholder="Find by name or id"
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value
          clearTimeout(timer.current)
          timer.current = setTimeout(() => onChange(typed.value.trim()), typingMs)
        }}
      />
    </div>
  )
}
