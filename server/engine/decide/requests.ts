/** What colleagues ask those who may buy for. */
import { requestOpenMs } from '../../../shared/decision/request.ts'
import type { DecisionFacts, Request } from './question.ts'

/** Requests of others for an offer that still wait, newest first. */
export function openRequests(
  { requests, user }: Pick<DecisionFacts, 'requests' | 'user'>,
  offer: string,
  now: number,
): Request[] {
  return requests
    .filter((one) => one.offer === offer && one.user !== user && one.at > now - requestOpenMs)
    .sort((a, b) => b.at - a.at || (a.user < b.user ? -1 : 1))
}
