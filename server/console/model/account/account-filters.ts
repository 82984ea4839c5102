/** Which accounts are looked at, as the address of the page says it. Pure. */
import { type AccountFilters, accountFilters } from '../../../../shared/account/account-view.ts'

export const noFilters: AccountFilters = accountFilters.parse({})

type Name = keyof AccountFilters
const names = Object.keys(noFilters) as Name[]

/** What an address says that cannot be is as if it were not said. */
export function readFilters(search: string): AccountFilters {
  const said = new URLSearchParams(search)
  const possible = names.filter(
    (name) => accountFilters.shape[name].safeParse(said.get(name) ?? undefined).success,
  )
  return accountFilters.parse(
    Object.fromEntries(possible.map((name) => [name, said.get(name) ?? undefined])),
  )
}

/** Without what is as usual, so that the plain list has a plain address. */
export function writeFilters(filters: AccountFilters): string {
  const said = names
    .filter((name) => filters[name] !== noFilters[name])
    .map((name): [string, string] => [name, String(filters[name])])
  return new URLSearchParams(said).toString()
}

export const sameFilters = (one: AccountFilters, other: AccountFilters): boolean =>
  names.every((name) => one[name] === other[name])

/** Whether fewer accounts are listed than there are; the order alone leaves none out. */
export const isNarrow = (filters: AccountFilters): boolean =>
  !sameFilters({ ...filters, order: noFilters.order }, noFilters)
