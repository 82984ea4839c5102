/**
 * One stream of what may be drawn on this page, while somebody can see it. Each visible page has its
 * own: what is armed depends on the page, so another tab could not listen for it. Where there is no
 * stream to be had, the page asks when somebody turns to it, and otherwise ever more rarely.
 */
import type { OpenResponse } from '../../shared/protocol/api.ts'
import { createBackoff } from '../core/backoff.ts'
import type { Session } from '../core/session.ts'
import { readMessages } from './read-messages.ts'

export type Stream = {
  /** `isHere`: whether person and page are still those that the ticket was given for. */
  listen(ticket: string, isHere: () => boolean): void
  /** Hears nothing more before it has another ticket. */
  close(): void
}

type Place = { ticket: string; isHere: () => boolean; givenAt: number }

/** Who looks away for a moment has not gone. */
const hiddenForMs = 10_000
/** The server gives a sign of life at once, and then every 15 seconds. */
const firstSignMs = 10_000
const signMs = 40_000
/** A ticket is good for an hour. */
const ticketMs = 55 * 60_000
/** Between two questions of a page that cannot listen. */
const askEveryMs = 30_000
/** Armed prompts are good for half an hour, and are given anew after the first half of it. */
const renewEveryMs = 20 * 60_000

export function createStream(api: string, session: Pick<Session, 'hear' | 'refresh'>): Stream {
  const now = () => Date.now()
  // By a clock that nobody sets.
  const backoff = createBackoff(() => performance.now(), Math.random)
  let place: Place | undefined
  /** The ticket that was no good any more. */
  let spent: string | undefined
  let connection: AbortController | undefined
  /** When it was last known what is armed, or asked for. */
  let toldAt = now()
  /** What was heard while nobody could see the page. */
  let waiting: OpenResponse | undefined
  /** Nothing has been heard since the last connection failed. */
  let hasFailed = false
  /** It failed without an answer. */
  let isCutOff = false
  /** The page may be kept by the browser for coming back, and must not reach out meanwhile. */
  let isAway = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let hide: ReturnType<typeof setTimeout> | undefined

  function disconnect() {
    clearTimeout(retry)
    connection?.abort()
    connection = waiting = undefined
  }

  /** Asks as a page does that opens; the answer brings another ticket. */
  function ask() {
    toldAt = now()
    session.refresh()
  }

  function askAfter(waitMs: number) {
    if (!document.hidden && Math.abs(now() - toldAt) >= waitMs) ask()
  }

  function spend({ ticket }: Place): void {
    spent = ticket
    // Another one may have come meanwhile.
    if (place?.ticket === ticket) {
      place = undefined
      seek()
    } else connect()
  }

  /** Asks until there is another ticket: an answer to something else has none. */
  function seek() {
    clearTimeout(retry)
    if (place || !spent || document.hidden) return
    askAfter(askEveryMs)
    retry = setTimeout(seek, askEveryMs)
  }

  function connect(): void {
    clearTimeout(retry)
    if (!place?.isHere() || connection || isAway || document.hidden || !navigator.onLine) return
    // A clock that was set back says nothing of the ticket; then the server does.
    const waitMs = backoff.waitMs()
    if (now() - place.givenAt > ticketMs) spend(place)
    else if (waitMs > 0) retry = setTimeout(connect, waitMs)
    else {
      connection = new AbortController()
      void follow(place, connection)
    }
  }

  async function follow(here: Place, mine: AbortController) {
    let retryAfterMs = 0
    isCutOff = true
    let late = setTimeout(() => mine.abort(), firstSignMs)
    const onSign = () => {
      clearTimeout(late)
      late = setTimeout(() => mine.abort(), signMs)
      askAfter(renewEveryMs)
    }
    try {
      const response = await fetch(`${api}/v1/live?ticket=${here.ticket}`, {
        cache: 'no-store',
        credentials: 'omit',
        signal: mine.signal,
      })
      isCutOff = response.ok
      retryAfterMs = Number(response.headers.get('retry-after')) * 1_000
      // Whatever else a proxy may answer is no stream.
      if (response.headers.get('content-type')?.startsWith('text/event-stream') && response.body) {
        await readMessages(response.body, onSign, (data) => mine === connection && hear(here, data))
      } else if (response.status === 401 && mine === connection) {
        backoff.fail()
        connection = undefined
        return spend(here)
      }
    } catch {
      // Cut off, forbidden, offline, or ended by this page itself.
    } finally {
      clearTimeout(late)
      mine.abort()
    }
    if (mine !== connection) return
    connection = undefined
    hasFailed = true
    backoff.fail(retryAfterMs)
    askAfter(askEveryMs)
    connect()
  }

  function hear(here: Place, data: string) {
    if (!here.isHere()) return disconnect()
    const answer: OpenResponse = JSON.parse(data)
    if (!Array.isArray(answer.armed)) throw new Error('not of Brim')
    backoff.succeed()
    hasFailed = false
    toldAt = now()
    if (document.hidden) waiting = answer
    else session.hear(answer)
  }

  /** Somebody turns to the page, or the network is back. */
  function attend() {
    if (document.hidden) return
    clearTimeout(hide)
    const answer = waiting
    waiting = undefined
    if (answer && place?.isHere()) session.hear(answer)
    if (hasFailed) askAfter(askEveryMs)
    connect()
    seek()
  }

  addEventListener('visibilitychange', () => {
    clearTimeout(hide)
    if (document.hidden) hide = setTimeout(disconnect, hiddenForMs)
    else attend()
  })
  addEventListener('focus', attend)
  addEventListener('online', () => {
    if (isCutOff) backoff.succeed()
    attend()
  })
  // An open stream would keep a page that is going from coming back whole.
  addEventListener('pagehide', () => {
    isAway = true
    disconnect()
  })
  addEventListener('pageshow', () => {
    isAway = false
    attend()
  })

  return {
    listen(ticket, isHere) {
      if (ticket === spent) return
      if (ticket !== place?.ticket) {
        // Another ticket for the same page is for the next connection.
        if (!place?.isHere()) disconnect()
        place = { ticket, isHere, givenAt: now() }
        toldAt = now()
      }
      connect()
    },
    close() {
      place = undefined
      disconnect()
    },
  }
}
