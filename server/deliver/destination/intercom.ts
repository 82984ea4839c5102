/**
 * Intercom: an event of a person. Intercom itself drops a repeated one: it knows an event by person,
 * name and second, which are the same over all attempts.
 */
import type { regions } from '../../../shared/destination/kind.ts'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import { reasonIn } from '../answered.ts'
import type { Answer, Call } from '../call.ts'
import { aboutNobody, type Occurrence, occurrenceOf, traitOf } from '../occurrence.ts'
import type { OfAccount } from '../send.ts'
import { judge, unsendable, type Verdict, verdict } from '../verdict.ts'

type Intercom = TargetOf<'intercom'>

const origins: Record<(typeof regions.intercom)[number], string> = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io',
}
export const originOf = ({ settings }: Intercom) => origins[settings.region]

export const version = '2.14'

export async function send(
  call: Call,
  base: string,
  { target, outgoing }: { target: Intercom; outgoing: OfAccount },
): Promise<Verdict> {
  const event = eventOf(target, outgoing)
  if (typeof event === 'string') return unsendable(event)
  const answer = await call({
    url: `${base}/events`,
    headers: {
      authorization: `Bearer ${target.credentials.token}`,
      'intercom-version': version,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Brim',
    },
    body: JSON.stringify(event),
  })
  return judgeIntercom(answer, target)
}

/** In words, why there is none. */
export function eventOf(target: Intercom, outgoing: OfAccount) {
  const { settings } = target
  const { knownBy } = settings
  const { name, person, at, properties } = occurrenceOf(withPerson(target, outgoing), settings)
  if (person === null) return nobody(target, outgoing)
  return {
    event_name: name,
    created_at: Math.floor(at / 1000),
    ...(knownBy === 'email' ? { email: person } : { user_id: person }),
    metadata: properties satisfies Occurrence['properties'],
  }
}

/** People as Intercom knows them: where that is by e-mail, a user without one is nobody there. */
function withPerson({ settings }: Intercom, outgoing: OfAccount): OfAccount {
  if (settings.knownBy === 'id') return outgoing
  const { message } = outgoing
  const user = traitOf(message.data.traits?.user, 'email')
  return { ...outgoing, message: { ...message, data: { ...message.data, user } } as typeof message }
}

function nobody({ settings }: Intercom, { message }: OfAccount): string {
  const isKnown = settings.knownBy === 'email' && message.data.user !== null
  return isKnown
    ? 'Its user has no e-mail address in their traits, and Intercom is to know people by that'
    : aboutNobody('Intercom', settings)
}

/** Errors come as a list. What is taken is answered 202, without a word. */
export function judgeIntercom(answer: Answer, { settings }: Pick<Intercom, 'settings'>): Verdict {
  const said = reasonIn(answer)
  if (answer.status === 202) return verdict(answer, 'delivered')
  if (answer.status < 300) return verdict(answer, 'fault', notAs(answer))
  if (answer.status === 404) {
    const by = settings.knownBy === 'email' ? 'e-mail address' : 'id'
    return verdict(answer, 'refused', `Intercom knows nobody by this ${by}: ${said ?? 'not found'}`)
  }
  const judged = judge(answer)
  return said ? { ...judged, error: `${judged.error}. Intercom says: ${said}` } : judged
}

const notAs = ({ status }: Answer) => `Answered ${status}, but not as Intercom does`
