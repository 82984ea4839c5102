// Backends and browsers that never give up: each sends a batch again until it is acknowledged.
import { origin, type Workspace } from './workspace.ts'

/** Backends speak of so many accounts. */
export const accounts = 15

export type Random = () => number

/** Mulberry32: the same seed, the same run. */
export const createRandom = (seed: number): Random => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Where the server is now: it comes back on another port. */
export type Target = { url: string; workspace: Workspace }

export type Sent = {
  /** Message ids that were acknowledged, and those that may or may not have landed. */
  acknowledged: Map<string, { account: string; n: number }>
  tried: Set<string>
  /** Decisions whose outcomes were acknowledged, and for whom. */
  shown: Map<string, string>
  /** How often the server could not take it, and how often the connection broke or nobody was there. */
  unavailable: number
  broken: number
  /** What a client no longer insisted on. */
  abandoned: number
  /** Answers that no client can do anything with. */
  strange: string[]
}

export const createSent = (): Sent => ({
  acknowledged: new Map(),
  tried: new Set(),
  shown: new Map(),
  unavailable: 0,
  broken: 0,
  abandoned: 0,
  strange: [],
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

type Answer = { accepted?: number; refused?: unknown[]; answers?: { prompt: unknown }[] }
type Request = { path: string; body: unknown; headers: Record<string, string> }

/** Until it is answered with 200, whatever happens to the server; gives up only when told to. */
const insist = async (
  target: Target,
  { path, body, headers }: Request,
  sent: Sent,
  isOver: () => boolean,
): Promise<Answer | undefined> => {
  while (!isOver()) {
    try {
      const response = await fetch(target.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(3_000),
      })
      const answer = (await response.json()) as Answer
      if (response.status === 200) return answer
      // Too fast is no fault of what was sent: once more, like what the server cannot take now.
      if (![429, 503].includes(response.status) || !response.headers.has('retry-after')) {
        sent.strange.push(`${path} ${response.status} ${JSON.stringify(answer)}`)
        return undefined
      }
      if (response.status === 503) sent.unavailable++
    } catch {
      // The connection broke, or there is nobody there: once more.
      sent.broken++
    }
    await pause(60)
  }
  sent.abandoned++
  return undefined
}

export type Run = { isDone(): boolean; isOver(): boolean }

export const runBackend = async (
  name: string,
  target: Target,
  sent: Sent,
  random: Random,
  { isDone, isOver }: Run,
) => {
  const headers = { authorization: `Bearer ${target.workspace.secretKey}` }
  for (let batch = 0; !isDone(); batch++) {
    const events = Array.from({ length: 1 + Math.floor(random() * 20) }, (_, i) => ({
      name: 'probe',
      messageId: `${name}-${batch}-${i}`,
      account: `a${Math.floor(random() * accounts)}`,
      user: `u${Math.floor(random() * 20)}`,
      properties: { n: Math.floor(random() * 100) },
    }))
    for (const one of events) sent.tried.add(one.messageId)
    const request = { path: '/v1/events', body: { events }, headers }
    // Now and then the same batch twice at once, as a client does that timed out too early.
    const copies = random() < 0.2 ? 2 : 1
    const answers = await Promise.all(
      Array.from({ length: copies }, () => insist(target, request, sent, isOver)),
    )
    for (const answer of answers) {
      if (!answer) continue
      if (answer.accepted !== events.length) sent.strange.push(JSON.stringify(answer))
      for (const { messageId, account, properties } of events) {
        sent.acknowledged.set(messageId, { account, n: properties.n })
      }
    }
  }
}

export const runBrowser = async (
  name: string,
  target: Target,
  sent: Sent,
  { isDone, isOver }: Run,
) => {
  const user = `browser-${name}`
  const session = {
    v: 1,
    key: target.workspace.publishableKey,
    user: { id: user },
    page: '/',
  }
  const sync = (more: object) =>
    insist(
      target,
      {
        path: '/b/v1/sync',
        body: { ...session, sentAt: new Date().toISOString(), ...more },
        headers: { origin },
      },
      sent,
      isOver,
    )
  for (let round = 0; !isDone(); round++) {
    // A trial is granted once to an account.
    const account = { id: `tabs-${name}-${round}` }
    const asked = await sync({ account, items: [], ask: ['slot:promo'] })
    const prompt = asked?.answers?.[0]?.prompt as { decisionId: string } | null | undefined
    if (!prompt) continue
    const { decisionId } = prompt
    const items = ['shown', 'clicked', 'trial_started'].map((outcome) => ({
      type: 'outcome',
      messageId: `${name}-${round}-${outcome}`,
      decisionId,
      outcome,
    }))
    // Two tabs say so at once.
    const told = await Promise.all([sync({ account, items }), sync({ account, items })])
    for (const answer of told) {
      if (!answer) continue
      if (answer.accepted !== items.length) sent.strange.push(JSON.stringify(answer))
      sent.shown.set(decisionId, user)
    }
  }
}
