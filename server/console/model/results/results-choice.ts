/** Which results are looked at, as the address says: a link to them shows the same to a colleague. */

export const periods = [7, 30, 90] as const
export type Cut = 'nudge' | 'arm' | 'locale' | 'plan' | 'device'
const cuts: readonly Cut[] = ['nudge', 'arm', 'locale', 'plan', 'device']

export type Choice = {
  /** Days until today; null where the first and the last day are chosen. */
  days: number | null
  from: string
  to: string
  /** Null: by arm for one nudge, by nudge for all. */
  by: Cut | null
}

const dayMs = 86_400_000
const isDate = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

/** `today`: the date where the reader is. What makes no sense is left aside. */
export function choiceOf(query: string, today: string): Choice {
  const said = new URLSearchParams(query)
  const [from, to] = [said.get('from'), said.get('to')]
  const by = cuts.find((one) => one === said.get('by')) ?? null
  if (isDate(from) && isDate(to)) return { days: null, from, to, by }
  const days = periods.find((one) => String(one) === said.get('days')) ?? 30
  return { days, ...lastDays(days, today), by }
}

export function lastDays(days: number, today: string): { from: string; to: string } {
  const from = new Date(Date.parse(today) - (days - 1) * dayMs).toISOString().slice(0, 10)
  return { from, to: today }
}

/** What stands in the address. */
export function queryOf({ days, from, to, by }: Choice): string {
  const query = new URLSearchParams(days === null ? { from, to } : { days: String(days) })
  if (by !== null) query.set('by', by)
  return `?${query}`
}

/** What is asked of the server. */
export function askedOf({ from, to, by }: Choice, zone: string, nudge: string | null): string {
  const query = new URLSearchParams({ from, to, zone })
  if (nudge !== null) query.set('nudge', nudge)
  if (by !== null) query.set('by', by)
  return String(query)
}
