/**
 * Requests that are sent into one connection without waiting for answers: a packet holds a thousand
 * of them, and each would be worked on while its answer waits for those before it to be read.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export type Piling = {
  /** Counts one more until it is answered; false, and nothing counted, where there are too many. */
  begin(incoming: IncomingMessage, outgoing: ServerResponse): boolean
}

/** More than clients that pipeline send. */
const most = 64

export function createPiling(): Piling {
  const begun = new WeakMap<Socket, number>()
  return {
    begin({ socket }, outgoing) {
      const open = begun.get(socket) ?? 0
      if (open >= most) return false
      begun.set(socket, open + 1)
      outgoing.once('close', () => begun.set(socket, (begun.get(socket) ?? 1) - 1))
      return true
    },
  }
}
