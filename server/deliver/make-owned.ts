/**
 * Makes something in a CRM for the account’s rep. Where the CRM knows nobody by that address, does not
 * say, or does not take them, it is made all the same, for whom the destination names: a task without its
 * owner is found, one that was never made is not. What became of it is noted.
 */
import type { Found } from './owners.ts'
import type { Verdict } from './verdict.ts'

/** `mentions`: whom its text is to name, because its owner is somebody else. */
export type Owned = { owner: string | undefined; mentions: string | null }

export type MakingOwned = {
  /** The rep’s address; null where it is nobody’s in particular. */
  rep: string | null
  /** The destination’s own owner, as the CRM knows them. */
  fallback: string | undefined
  /** Whose it is there when nobody is named, in words. */
  otherwise: string
  find(rep: string): Promise<Found | Verdict>
  forget(rep: string): void
  make(owned: Owned): Promise<Verdict>
}

export async function makeOwned(making: MakingOwned): Promise<Verdict> {
  const { rep, fallback, otherwise, find, forget, make } = making
  if (rep === null) return make({ owner: fallback, mentions: null })
  const instead = async (why: string) => {
    const whose = fallback === undefined ? otherwise : 'whom the destination names'
    const note = `Meant for ${rep}, ${why}. It went to ${whose}`
    return noted(await make({ owner: fallback, mentions: rep }), note)
  }
  const found = await find(rep)
  if ('meaning' in found) return found
  if (found.id === null) return instead(found.why)
  const made = await make({ owner: found.id, mentions: null })
  if (made.meaning !== 'refused') return noted(made, `For ${rep}`)
  // They may have left since they were looked up.
  forget(rep)
  return instead(`who is not taken as its owner (${made.error})`)
}

const noted = (made: Verdict, note: string): Verdict =>
  made.meaning === 'delivered' ? { ...made, note } : made

/** It does not say whom it knows, and won’t for being asked again: the rest of it may work. */
export const isKeptBack = ({ meaning, status }: Verdict) =>
  meaning === 'refused' || (meaning === 'fault' && status === 403)
