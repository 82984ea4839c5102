/** Asks and tells: sends what waits, keeps the armed set fresh, and knows when to leave the server alone. */

import type { Decision } from '../../shared/decision/decision.ts'
import type { OpenRequest, OpenResponse, SyncResponse } from '../../shared/protocol/api.ts'
import type { ErrorEnvelope, Issue } from '../../shared/protocol/error.ts'
import type { Armed } from './armed.ts'
import type { Backoff } from './backoff.ts'
import { type Identity, isSame, type Who } from './identity.ts'
import type { Entry, Queue } from './queue.ts'
import type { Post } from './transport.ts'

export type Problem = { code: string; message: string; issues?: Issue[] | undefined }
export type Session = ReturnType<typeof createSession>

type Deps = {
  identity: Identity
  queue: Queue
  armed: Armed
  backoff: Backoff
  post: Post
  now(): number
  /** Whether anything may be sent now. */
  isAllowed(): boolean
  /** Answers whether person and page are still the same. */
  stillHere(): () => boolean
  /** What stands in every request besides who. */
  about(): Omit<OpenRequest, 'user' | 'account'>
  onError(problem: Problem): void
  onThrow(error: unknown): void
  /** The armed set is new, and the server knows of what has come at these placements. */
  onArmed(moments: string[], answer: OpenResponse): void
}

const soonMs = 1_000
/** A token is asked for again so long before its end. */
const earlyMs = 60_000
/** All that a request may ask. */
const mostAsked = 20

export function createSession(deps: Deps) {
  const { identity, queue, armed, backoff } = deps
  let isStopped = false
  let isRunning = false
  let needsOpen = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** When the page's clock will say that the next token is due. */
  let renewAt = Number.POSITIVE_INFINITY
  /** Placements of what waits to be sent, and whether that is of this person and page. */
  const moments = new Map<string, () => boolean>()

  const pending = () => [...moments].flatMap(([placement, isDue]) => (isDue() ? placement : []))

  async function exchange(who: Who, entries: Entry[], asked: string[] = [], isLeaving?: boolean) {
    const { who: present } = identity
    // Not while the page is leaving, which waits for nothing. What throws leaves the token before.
    if (!isLeaving && present?.getToken && (!present.token || deps.now() >= renewAt)) {
      renewAt = Number.POSITIVE_INFINITY
      try {
        present.token = await present.getToken()
      } catch (error) {
        deps.onThrow(error)
      }
    }
    // Somebody may have said no while the token was on its way.
    if (!deps.isAllowed()) return queue.settle(entries)
    const question = armed.ask()
    const isHere = deps.stillHere()
    const isPresent = isSame(who, identity.who)
    const here = isPresent ? pending() : []
    const ask = [...asked, ...here.filter(armed.isAwaited)].slice(0, mostAsked)
    const isOpen = !(entries[0] || ask[0])
    if (isPresent) needsOpen = false
    // Traits go along for the person who is here now; of others only the ids are left.
    const head = { ...deps.about(), ...(isPresent ? identity.who : who) }
    const reply = await deps.post(
      isOpen ? '/v1/open' : '/v1/sync',
      JSON.stringify(isOpen ? head : { ...head, items: entries.map(({ item }) => item), ask }),
      isLeaving,
    )
    const answer = reply.body as (SyncResponse & Partial<ErrorEnvelope>) | undefined
    // 408 and 429 are about the moment, all other 4xx about what was sent: if it is Brim that says so.
    if (/^4(?!08|29)/.test(`${reply.status}`)) {
      const error = answer?.error
      deps.onError({ code: 'refused', message: `Status ${reply.status}: check data-api`, ...error })
      // With another token it may be sent again; whatever else is refused would be again.
      const mayTurn = isPresent && present?.getToken && error?.code.startsWith('token')
      if (error && !mayTurn) return refuse(entries, isPresent && present)
      renewAt = 0
    }
    const isAnswer = Array.isArray(answer?.armed)
    queue.settle(entries, isAnswer)
    if (!isAnswer) {
      backoff.fail(reply.retryAfterMs)
      needsOpen ||= isPresent
      return flushSoon()
    }
    backoff.succeed()
    if (isPresent && answer.tokenMs) renewAt = deps.now() + answer.tokenMs - earlyMs
    for (const { issues } of answer.refused ?? []) {
      deps.onError({ code: 'invalid', message: 'Item refused', issues })
    }
    if (!isPresent || !isHere()) return
    for (const one of here) moments.delete(one)
    if (armed.answer(question, answer)) deps.onArmed(here, answer)
    return answer
  }

  /** `sender`: who sent it, if they are still here. */
  function refuse(entries: Entry[], sender: Who | false | undefined) {
    // What can't be sent of people who have left stays where it is, out of the way, until they are back.
    if (!sender) return
    queue.settle(entries)
    // Who has identified once more meanwhile, perhaps with a token, is not stopped by what was before.
    isStopped ||= sender === identity.who
  }

  function flushSoon() {
    timer ??= setTimeout(flush, Math.max(soonMs, backoff.waitMs()))
  }

  /** Sends what waits. One at a time, unless the page is leaving. */
  async function flush(isLeaving?: boolean) {
    clearTimeout(timer)
    timer = undefined
    const { who } = identity
    if (!who || isStopped || !deps.isAllowed() || (isRunning && !isLeaving)) return
    if (backoff.waitMs() > 0) return flushSoon()
    const batch = queue.take()
    if (!batch[0] && (!needsOpen || isLeaving)) return
    isRunning = true
    await exchange(batch[0]?.who ?? who, batch, [], isLeaving).catch(deps.onThrow)
    isRunning = false
    // Perhaps for nothing, which that will notice.
    flushSoon()
  }

  /** Asks for the armed set again, unless the server has said that it will not answer. */
  function refresh() {
    needsOpen = true
    void flush()
  }

  return {
    flush,
    refresh,
    /** What comes within a second goes together. */
    flushSoon,
    /** Something has come at a placement: what is armed there when it was told may be drawn. */
    noteMoment: (placement: string) => void moments.set(placement, deps.stillHere()),
    /**
     * A person has just come, or is known better now: with another token, say. Asks for their armed set
     * when it is flushed next, unless that is asked for with something else before.
     */
    open() {
      // Nor does it wait for what is on its way, or for a token that a page never brings.
      isStopped = isRunning = false
      needsOpen = true
    },
    /** An answer that nobody asked for, because something elsewhere has changed it. */
    hear(answer: OpenResponse) {
      if (!armed.hear(answer)) refresh()
      deps.onArmed(pending(), answer)
    },
    /** Decides one placement now, after all that waits. `undefined`: no answer to be had. */
    async ask(who: Who, placement: string): Promise<Decision | undefined> {
      if (isStopped || backoff.isOpen()) return undefined
      const answer = await exchange(who, queue.take(who), [placement])
      return answer?.answers?.find((one) => one.placement === placement)
    },
  }
}
