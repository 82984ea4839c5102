/**
 * What is still to come of a request whose answer is known: it was refused, and not read to its end.
 * Many clients read an answer only when they have sent everything, and take a connection that is closed
 * before for a broken one. So the rest is thrown away first, as far as that is worth it.
 */
import type { IncomingMessage } from 'node:http'
import { limits } from '../../shared/protocol/api.ts'

/** Whoever sends more than a few times what is ever taken is not waited for. */
const mostBytes = 4 * limits.batchBytes

/** Resolves when all of it has come, when too much has, or after so long. */
export function drain(incoming: IncomingMessage, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0
    const stop = () => {
      clearTimeout(late)
      incoming.off('data', count).off('end', stop).off('error', stop).off('close', stop)
      resolve()
    }
    const count = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostBytes) stop()
    }
    const late = setTimeout(stop, withinMs)
    // Whoever had begun to read would hold it up.
    incoming.removeAllListeners('data')
    incoming.on('data', count).on('end', stop).on('error', stop).on('close', stop)
    incoming.resume()
  })
}
