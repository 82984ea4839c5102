/** Appcues: an event of a user, in the group that is their account. It has no id that a repeated one is known by. */
import type { regions } from '../../../shared/destination/kind.ts'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import { reasonIn } from '../answered.ts'
import type { Answer, Call, Message } from '../call.ts'
import { aboutNobody, occurrenceOf } from '../occurrence.ts'
import type { OfAccount } from '../send.ts'
import { judge, unsendable, type Verdict, verdict } from '../verdict.ts'

type Appcues = TargetOf<'appcues'>

const origins: Record<(typeof regions.appcues)[number], string> = {
  us: 'https://api.appcues.com',
  eu: 'https://api.eu.appcues.com',
}
export const originOf = ({ settings }: Appcues) => origins[settings.region]

export async function send(
  call: Call,
  base: string,
  { target, outgoing }: { target: Appcues; outgoing: OfAccount },
): Promise<Verdict> {
  const request = toRequest(base, target, outgoing)
  if (typeof request === 'string') return unsendable(request)
  return judgeAppcues(await call(request))
}

/** In words, why there is none. */
export function toRequest(
  base: string,
  { settings, credentials }: Appcues,
  outgoing: OfAccount,
): Message | string {
  const { name, person, account, at, properties } = occurrenceOf(outgoing, settings)
  if (person === null) return aboutNobody('Appcues', settings)
  // A slash within an id is part of it.
  const [accountId, user] = [settings.accountId, person].map(encodeURIComponent)
  const pair = `${credentials.apiKey}:${credentials.apiSecret}`
  return {
    url: `${base}/v2/accounts/${accountId}/users/${user}/events`,
    headers: {
      authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Brim',
    },
    body: JSON.stringify({
      name,
      timestamp: new Date(at).toISOString(),
      group_id: account,
      attributes: properties,
    }),
  }
}

export function judgeAppcues(answer: Answer): Verdict {
  const said = reasonIn(answer)
  if (answer.status === 404) {
    const why = said ? `: ${said}` : ''
    return verdict(answer, 'refused', `Appcues knows no such account or person${why}`)
  }
  const judged = judge(answer)
  if (judged.meaning === 'delivered' || !said) return judged
  return { ...judged, error: `${judged.error}. Appcues says: ${said}` }
}
