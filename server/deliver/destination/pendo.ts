/**
 * Pendo: a track event of a visitor and an account. What is about an account alone is an event of the
 * visitor `system`, as Pendo has it. It has no id that a repeated one is known by.
 */
import type { regions } from '../../../shared/destination/kind.ts'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import { jsonIn, reasonIn } from '../answered.ts'
import type { Answer, Call } from '../call.ts'
import { occurrenceOf } from '../occurrence.ts'
import type { OfAccount } from '../send.ts'
import { judge, type Verdict, verdict } from '../verdict.ts'

type Pendo = TargetOf<'pendo'>

const origins: Record<(typeof regions.pendo)[number], string> = {
  us: 'https://app.pendo.io',
  us1: 'https://us1.app.pendo.io',
  eu: 'https://app.eu.pendo.io',
  jp: 'https://app.jpn.pendo.io',
  au: 'https://app.au.pendo.io',
}
export const originOf = ({ settings }: Pendo) => origins[settings.region]

const nobody = 'system'

export async function send(
  call: Call,
  base: string,
  { target, outgoing }: { target: Pendo; outgoing: OfAccount },
): Promise<Verdict> {
  const answer = await call({
    url: `${base}/data/track`,
    headers: {
      'x-pendo-integration-key': target.credentials.secret,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Brim',
    },
    body: JSON.stringify(trackOf(target, outgoing)),
  })
  return judgePendo(answer)
}

export function trackOf({ settings }: Pendo, outgoing: OfAccount) {
  const { name, person, account, at, properties } = occurrenceOf(outgoing, settings)
  return {
    type: 'track',
    event: name,
    visitorId: person ?? nobody,
    accountId: account,
    timestamp: at,
    properties,
  }
}

/** A yes may have an error in it. */
export function judgePendo(answer: Answer): Verdict {
  const said = reasonIn(answer)
  const judged = judge(answer)
  if (judged.meaning !== 'delivered') {
    return said ? { ...judged, error: `${judged.error}. Pendo says: ${said}` } : judged
  }
  const told = jsonIn(answer) as { error?: unknown; errors?: unknown; success?: unknown }
  const isNo = told.success === false || Boolean(told.error) || isSome(told.errors)
  if (isNo) return verdict(answer, 'refused', `Pendo says: ${said ?? 'not taken'}`)
  // Whoever answers with a page is not Pendo.
  return /^\s*</.test(answer.body)
    ? verdict(answer, 'fault', `Answered ${answer.status}, but not as Pendo does`)
    : judged
}

const isSome = (errors: unknown) => Array.isArray(errors) && errors.length > 0
