/**
 * Each open connection costs memory and a file handle, even one that never says anything. There is
 * room for so many, shared by address: a proxy too has one, and with it at most half of them.
 */
import type { Server } from 'node:http'
import type { AddressOf } from './addresses.ts'
import { createShares } from './shares.ts'

export type ConnectionLimit = { most: number; addressOf: AddressOf }

export function limitConnections(server: Server, { most, addressOf }: ConnectionLimit): void {
  const shares = createShares(most)
  server.on('connection', (socket) => {
    const address = addressOf(socket.remoteAddress, undefined)
    // Without an answer: whoever has not asked yet would take it for that of something else.
    if (!shares.take(address, 1)) return socket.destroy()
    socket.once('close', () => shares.give(address, 1))
  })
}
