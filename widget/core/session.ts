/** Asks and tells: sends what waits, keeps the armed set fresh, and knows when to leave the server alone. */
import type { OpenRequest, SyncResponse } from '../../shared/api.ts'
import type { Decision } from '../../shared/decision.ts'
import type { ErrorEnvelope, Issue } from '../../shared/error.ts'
import type { Armed } from './armed.ts'
import type { Backoff } from './backoff.ts'
import { type Identity, isSame, type Who } from './identity.ts'
import type { Entry, Queue } from './queue.ts'
import type { Post, Reply } from './transport.ts'

export type Problem = { code: string; message: string; issues?: Issue[] | undefined }
export type Session = ReturnType<typeof createSession>

type Deps = {
  identity: Identity
  queue: Queue
  armed: Armed
  backoff: Backoff
  post: Post
  isAllowed(): boolean
  /** What stands in every request besides who. */
  about(): Omit<OpenRequest, 'user' | 'account'>
  onError(problem: Problem): void
  /** The armed set is new; `told` is what the server learned on the way. */
  onArmed(told: Entry[]): void
}

const soonMs = 1_000

export function createSession(deps: Deps) {
  const { identity, queue, armed, backoff, post, isAllowed, about, onError, onArmed } = deps
  let isStopped = false
  let isRunning = false
  let needsOpen = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function exchange(who: Who, entries: Entry[], ask?: string[], isLeaving?: boolean) {
    const question = armed.ask()
    const { generation } = identity
    const isPresent = isSame(who, identity.who)
    const isOpen = !ask && entries.length === 0
    if (isPresent) needsOpen = false
    const head = {
      ...about(),
      // Traits go along for the person who is here now; of others only the ids are left.
      ...(isPresent ? identity.who : who),
    }
    const reply = await post(
      isOpen ? '/v1/open' : '/v1/sync',
      JSON.stringify(isOpen ? head : { ...head, items: entries.map(({ item }) => item), ask }),
      isLeaving,
    )
    const { status, body, retryAfterMs } = reply
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      return refuse(reply, entries)
    }
    const answer = body as SyncResponse | undefined
    const isAnswer = status === 200 && Array.isArray(answer?.armed)
    queue.settle(entries, isAnswer)
    if (!answer || !isAnswer) {
      backoff.fail(retryAfterMs)
      needsOpen ||= isPresent
      return flushSoon()
    }
    backoff.succeed()
    for (const { issues } of answer.refused ?? []) {
      onError({ code: 'invalid', message: 'An item was refused', issues })
    }
    if (!isPresent || generation !== identity.generation || head.page !== about().page) return
    if (armed.answer(question, answer.armed, answer.now)) onArmed(entries)
    return answer
  }

  function refuse({ status, body }: Reply, entries: Entry[]) {
    // A batch that cannot be read never will be; any other refusal is about key or origin.
    const isBatch = entries.length > 0 && (status === 400 || status === 413)
    queue.settle(entries, isBatch)
    isStopped ||= !isBatch
    const message = `The server answered ${status}: check data-key and data-api`
    onError({ code: 'refused', message, ...(body as ErrorEnvelope | undefined)?.error })
  }

  function flushSoon() {
    timer ??= setTimeout(flush, Math.max(soonMs, backoff.waitMs()))
  }

  /** Sends what waits. One at a time, unless the page is leaving. */
  async function flush(isLeaving?: boolean) {
    clearTimeout(timer)
    timer = undefined
    const { who } = identity
    if (!who || isStopped || !isAllowed() || (isRunning && !isLeaving)) return
    if (backoff.waitMs() > 0) return flushSoon()
    const batch = queue.take()
    if (batch.length === 0 && (!needsOpen || isLeaving)) return
    isRunning = true
    await exchange(batch[0]?.who ?? who, batch, undefined, isLeaving)
    isRunning = false
    // Perhaps for nothing, which that will notice.
    flushSoon()
  }

  return {
    flush,
    /** What comes within a second goes together. */
    flushSoon,
    /** Asks for the armed set of a person who has just come, or is known better now. */
    open() {
      needsOpen = true
      void flush()
    },
    /** Decides one placement now, after all that waits. `undefined`: no answer to be had. */
    async ask(placement: string): Promise<Decision | undefined> {
      const { who } = identity
      if (!who || isStopped || backoff.isOpen()) return undefined
      const answer = await exchange(who, queue.take(who), [placement])
      return answer?.answers?.find((one) => one.placement === placement)
    },
  }
}
