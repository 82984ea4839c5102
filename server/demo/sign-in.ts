/** Who is in front of the demo: an account and a person, made up at their first visit. */
import { z } from 'zod'
import { externalId } from '../../shared/value/key.ts'
import type { BrimClient } from './brim-client.ts'
import { isPlanKey } from './catalogue/plans.ts'
import { createTide, defaultName } from './starter.ts'
import type { DemoStore } from './store.ts'
import { addMember, type Member, memberLimit, type Tide } from './tideboard.ts'
import type { Tidings } from './tidings.ts'

export const signInRequest = z.strictObject({
  account: externalId.optional(),
  user: externalId.optional(),
  name: z.string().min(1).max(60).optional(),
  role: z.enum(['owner', 'admin', 'member']).optional(),
})
export type SignInRequest = z.infer<typeof signInRequest>

type Deps = { brim: BrimClient; store: DemoStore; tidings: Tidings; newId(prefix: string): string }

export async function signIn(
  { brim, store, tidings, newId }: Deps,
  request: SignInRequest,
): Promise<{ tide: Tide; person: Member }> {
  const user = request.user ?? newId('mara')
  const account = request.account ?? `team-of-${user}`
  const { name = defaultName, role = 'owner' } = request
  const person: Member = { id: user, name, role, department: 'Product' }

  const known = await store.find(account)
  if (known) {
    const found = known.members.find((one) => one.id === user)
    if (found || known.members.length >= memberLimit)
      return { tide: known, person: found ?? person }
    const tide = (await store.change(account, (one) => addMember(one, person))) ?? known
    await tidings.hasJoined(tide, person, tide.members[0]?.id ?? user)
    return { tide, person }
  }
  const created = await withKnownFacts(brim, createTide(account, person))
  await store.create(created)
  await tidings.hasSignedUp(created)
  return { tide: created, person }
}

/** An account of the history that is visited for the first time keeps its name and its plan. */
async function withKnownFacts(brim: BrimClient, tide: Tide): Promise<Tide> {
  const traits = (await brim.account(tide.id).catch(() => undefined))?.traits
  const { name, plan } = traits ?? {}
  return {
    ...tide,
    ...(typeof name === 'string' && { name }),
    ...(isPlanKey(plan) && { plan }),
  }
}
