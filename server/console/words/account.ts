/** Accounts and users by the name people know them by. */
import type { Claim } from '../../../shared/account/claim.ts'
import type { Traits } from '../../../shared/event/event.ts'

type Named = { id: string; traits: Traits }

/** The trait `name`, otherwise the id. */
export function nameOf({ id, traits }: Named): string {
  const { name } = traits
  if (typeof name === 'string' && name.trim() !== '') return name
  return id.startsWith('user:') ? id.slice('user:'.length) : id
}

export function planOf({ traits }: Named): string | null {
  return typeof traits.plan === 'string' ? traits.plan : null
}

/** What somebody in sales does with it. */
export const claimWords: Record<Claim['kind'], string> = {
  claim: 'has claimed it',
  opportunity: 'has an open opportunity',
}
