/** Tideboard proves to Brim who is on its pages: its backend signs, the page passes it on. */
import { SignJWT } from 'jose'
import type { Member, Tide } from './tideboard.ts'

/** What a customer takes from Set up, Identity. */
export type SigningKey = { kid: string; secret: string; workspace: string }

const life = '10m'

export function createTokenSigner({ kid, secret, workspace }: SigningKey) {
  const key = new TextEncoder().encode(secret)
  return (tide: Tide, person: Member): Promise<string> =>
    new SignJWT({ account_id: tide.id, plan: tide.plan, role: person.role })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setSubject(person.id)
      .setAudience(workspace)
      .setIssuedAt()
      .setExpirationTime(life)
      .sign(key)
}
