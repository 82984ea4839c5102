/**
 * Lets a page listen without its visitor standing in an address, where logs would keep it: what a
 * page said when it opened, sealed so that only Brim's nodes can read it.
 */
import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'
import type { Visitor } from '../pipeline/work.ts'

export type TicketHolder = {
  /** The publishable key, to be looked up again: it may be revoked meanwhile. */
  key: string
  workspace: string
  visitor: Visitor
}

export type Tickets = {
  /** `forMs`: at most so long, as what was signed of its holder. */
  issue(holder: TicketHolder, forMs?: number): Promise<string>
  /** `undefined` where it is none of ours, or too old. */
  read(ticket: string): Promise<{ holder: TicketHolder; expiresAt: number } | undefined>
}

/** How long a page may listen before it has to open anew. */
const goodForMs = 60 * 60_000

const nullable = z.string().nullable()
const content = z.object({
  key: z.string(),
  workspace: z.string(),
  visitor: z.object({
    account: z.string(),
    user: z.string(),
    page: nullable,
    locale: nullable,
    device: z.enum(['desktop', 'tablet', 'phone']).nullable(),
  }),
  exp: z.number(),
})

export function createTickets(secret: string, now: () => number): Tickets {
  const bytes = hkdfSync('sha256', secret, '', 'brim live ticket', 32)
  // Made once: given the bytes, the library would make it anew for every ticket.
  const key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const seconds = (ms: number) => Math.floor(ms / 1000)
  return {
    issue: async (holder, forMs = goodForMs) =>
      new EncryptJWT({ ...holder })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(seconds(now() + Math.min(forMs, goodForMs)))
        .encrypt(await key),
    async read(ticket) {
      try {
        const { payload } = await jwtDecrypt(ticket, await key, {
          currentDate: new Date(now()),
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        })
        const { exp, ...holder } = content.parse(payload)
        return { holder, expiresAt: exp * 1000 }
      } catch {
        return undefined
      }
    },
  }
}
