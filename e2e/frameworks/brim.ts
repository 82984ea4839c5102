import { startBrim } from 'brim/widget'

/** One for the whole app. Where there is no window it does nothing. */
export const brim = startBrim({ key: 'pk_…', api: '/upgrade' })

export type Person = { id: string; account: string }

/** Says who is signed in, or that nobody is. */
export function greet(person: Person | null): void {
  if (person) brim.identify({ user: { id: person.id }, account: { id: person.account } })
  else brim.reset()
}
