/** What Tideboard's backend tells Brim, and when. A customer's product goes on when Brim doesn't. */
import type { BrimClient } from './brim-client.ts'
import { mrrOf } from './catalogue/plans.ts'
import type { Member, Tide } from './tideboard.ts'

export type Tidings = ReturnType<typeof createTidings>

export function createTidings(brim: BrimClient, onError: (error: unknown) => void) {
  const putPerson = ({ id, name, role, department }: Member, tide: Tide) =>
    brim.putUser(id, tide.id, { name: name.split(' ')[0] ?? name, role, department })
  const putPlan = (tide: Tide) => {
    const seats = tide.members.length
    const { name, plan } = tide
    return brim.putAccount(tide.id, { name, plan, seats, mrr: mrrOf(plan, seats) })
  }
  const invited = (tide: Tide, by: string, { department }: Member) => ({
    name: 'member_invited',
    account: tide.id,
    user: by,
    properties: { department },
  })
  const attempt = (work: () => Promise<unknown>) => work().catch(onError)

  return {
    hasSignedUp: (tide: Tide) =>
      attempt(async () => {
        await putPlan(tide)
        const [owner, ...others] = tide.members
        for (const member of tide.members) await putPerson(member, tide)
        if (owner) await brim.sendEvents(others.map((one) => invited(tide, owner.id, one)))
      }),
    hasJoined: (tide: Tide, member: Member, by: string) =>
      attempt(async () => {
        await putPerson(member, tide)
        await brim.sendEvents([invited(tide, by, member)])
        await putPlan(tide)
      }),
    hasChangedPlan: (tide: Tide) => attempt(() => putPlan(tide)),
  }
}
