/**
 * Mail that is not lost: written down, sealed, in one batch with the link that is in it, tried at once,
 * and again while that makes sense, by whichever node comes to it first.
 */
import { type Mailer, MailRefused, type Message } from '../mail/mailer.ts'
import { SealError, type Sealer } from '../seal.ts'
import {
  leaseMail,
  listDueMails,
  type Mail,
  type MailState,
  type NewMail,
  type Settled,
  settleMail,
} from '../store/control/mails.ts'
import type { Store } from '../store/open.ts'
import { nextTry } from './next-try.ts'
import { placeOfMail } from './place.ts'

export type Post = {
  /** One that is still to be written. */
  seal(message: Message, about: About): NewMail
  /** Tries it now. Never rejects: what went wrong is tried again. */
  deliver(id: string): Promise<MailState>
  /** Tries what is due. */
  sweep(): Promise<void>
  /** Waits for what is on its way, and hangs up. */
  close(): Promise<void>
}

/** The link in it, and until when that is good. */
export type About = { expiresAt: number } & (
  | { invitation: string; reset?: never }
  | { reset: string; invitation?: never }
)

export type MailResult = 'sent' | 'retried' | 'failed'

type Options = {
  control: Store
  sealer: Sealer
  mail: Mailer
  /** `attempts`: of the mail that did not go out. */
  onFault(error: unknown, message: string, more?: { attempts: number }): void
  /** How often what is due is looked for; absent: only when it is told to. */
  everyMs?: number
  onResult(result: MailResult): void
  now(): number
  newId(prefix: string): string
}

/** Longer than a mail server is waited for. */
const leaseMs = 120_000
const mostAtOnce = 50

export function createPost(options: Options): Post {
  const { control, sealer, mail, everyMs, onFault, onResult, now, newId } = options
  const { db } = control
  let isClosing = false
  const running = new Set<Promise<unknown>>()

  const attempt = async ({ id, sealed, attempts, expiresAt }: Mail): Promise<Settled> => {
    try {
      const text = sealer.open(sealed ?? '', placeOfMail(id))
      const message = JSON.parse(text) as Message
      await mail.send({ ...message, id })
      return { sentAt: now() }
    } catch (error) {
      const isFinal = error instanceof SealError || (error instanceof MailRefused && error.isFinal)
      const nextAt = isFinal ? null : nextTry({ attempts, at: now(), expiresAt })
      const what = nextAt === null ? 'a mail is given up' : 'a mail is tried again'
      onFault(error, what, { attempts })
      return { error: codeOf(error), nextAt }
    }
  }
  const deliver = async (id: string): Promise<MailState> => {
    const leased = await leaseMail(db, { id, at: now(), forMs: leaseMs })
    if (!leased) return 'waiting'
    const settled = await attempt(leased)
    const isSent = 'sentAt' in settled
    const isOver = isSent || settled.nextAt === null
    onResult(isSent ? 'sent' : isOver ? 'failed' : 'retried')
    await settleMail(db, leased, settled)
    return isSent ? 'sent' : isOver ? 'failed' : 'waiting'
  }
  /** What the database did not take is tried again when its lease has run out. */
  const safely = <T>(run: () => Promise<T>, otherwise: T): Promise<T> => {
    const one = run()
      .catch((error: unknown) => {
        onFault(error, 'mail goes on in a moment')
        return otherwise
      })
      .finally(() => running.delete(one))
    running.add(one)
    return one
  }
  const sweepAll = async () => {
    for (const id of await listDueMails(db, { at: now(), most: mostAtOnce })) {
      if (isClosing) return
      await deliver(id)
    }
  }
  let sweeping: Promise<void> | undefined
  const sweep = () => {
    sweeping ??= safely(sweepAll, undefined).finally(() => {
      sweeping = undefined
    })
    return sweeping
  }
  const timer = everyMs === undefined ? undefined : setInterval(() => void sweep(), everyMs)

  return {
    seal(message, { invitation = null, reset = null, expiresAt }) {
      const id = newId('mail')
      const sealed = sealer.seal(JSON.stringify(message), placeOfMail(id))
      return { id, invitation, reset, sealed, createdAt: now(), expiresAt }
    },
    deliver: (id) => safely(() => deliver(id), 'waiting'),
    sweep,
    async close() {
      isClosing = true
      clearInterval(timer)
      await Promise.all(running)
      await mail.close()
    },
  }
}

/** What is told of it: what mail servers say has people's addresses in it. */
function codeOf(error: unknown): string {
  if (error instanceof MailRefused) return error.message
  return error instanceof SealError ? 'unreadable' : 'unknown'
}
