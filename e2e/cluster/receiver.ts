// A receiver that knows who is at it: what is under way of each message, and how many at once.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type WatchingReceiver = {
  url: string
  /** Ids of those that were answered with a yes. */
  taken: Set<string>
  /** How often each has come. */
  came: Map<string, number>
  /** Of one message, how many were under way at once at the most; and of all. */
  most: { ofOne: number; ofAll: number }
  underWay(): number
  /** Answers nothing until `release`. */
  hold(): void
  release(): void
  /**
   * Refuses nothing more. Who begins an attempt and dies has made one: a no to the next, which is the first
   * that comes, would be waited out for five minutes.
   */
  agree(): void
  close(): void
}

/** `refusesEvery`: of every so many one is answered 500 when it comes first. */
export const startWatchingReceiver = async (refusesEvery: number): Promise<WatchingReceiver> => {
  const taken = new Set<string>()
  const came = new Map<string, number>()
  const running = new Map<string, number>()
  const most = { ofOne: 0, ofAll: 0 }
  let answered = 0
  let refuses = refusesEvery
  let gate: Promise<void> | undefined
  let release = () => {}
  const underWay = () => [...running.values()].reduce((sum, one) => sum + one, 0)
  const change = (id: string, by: number) => {
    running.set(id, (running.get(id) ?? 0) + by)
    most.ofOne = Math.max(most.ofOne, running.get(id) ?? 0)
    most.ofAll = Math.max(most.ofAll, underWay())
  }
  const server = createServer(async (request, response) => {
    const id = String(request.headers['webhook-id'])
    came.set(id, (came.get(id) ?? 0) + 1)
    change(id, 1)
    let isOver = false
    const end = () => {
      if (!isOver) change(id, -1)
      isOver = true
    }
    // Whoever is killed hangs up.
    response.once('close', end)
    request.resume()
    await gate
    if (isOver) return
    // A second no would be waited out for five minutes.
    const isNo = came.get(id) === 1 && ++answered % refuses === 0
    if (!isNo) taken.add(id)
    response.writeHead(isNo ? 500 : 204).end()
    end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    taken,
    came,
    most,
    underWay,
    hold() {
      gate = new Promise((resolve) => {
        release = resolve
      })
    },
    release() {
      gate = undefined
      release()
    },
    agree() {
      refuses = Number.POSITIVE_INFINITY
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
