/** The one way out for mail: by SMTP, as plain text. */
import { createTransport } from 'nodemailer'

/** `id`: of a message that may be sent again, what it is known by. */
export type Message = { to: string; subject: string; text: string; id?: string }

export type Mailer = {
  /** Rejects with `MailRefused` where the server at the other end did not take it. */
  send(message: Message): Promise<void>
  /** Waits for what is on its way, and hangs up. */
  close(): Promise<void>
}

export type MailerOptions = {
  /** `smtp://user:password@host:587`, or `smtps://…` where TLS comes first. */
  url: string
  /** `Brim <brim@example.com>` */
  from: string
}

/** Says why in a code: what mail servers say has people's addresses in it. */
export class MailRefused extends Error {
  override name = 'MailRefused'
  /** Whom it is for there is not: the same again would be refused again. */
  readonly isFinal: boolean

  constructor({ code, responseCode }: { code?: string; responseCode?: number }) {
    super([code ?? 'unknown', responseCode].filter(Boolean).join(' '))
    this.isFinal = code === 'EENVELOPE' && (responseCode ?? 0) >= 500
  }
}

/** Who waits for an answer waits no longer for a mail server. */
const withinMs = 10_000

export function createMailer({ url, from }: MailerOptions): Mailer {
  const transport = createTransport(
    {
      url,
      requireTLS: goesFarWithPassword(new URL(url)),
      connectionTimeout: withinMs,
      greetingTimeout: withinMs,
      socketTimeout: withinMs,
    },
    // What is in a message is never read from a file or an address.
    { from, disableFileAccess: true, disableUrlAccess: true },
  )
  const onTheirWay = new Set<Promise<unknown>>()
  const post = async ({ to, subject, text, id }: Message) => {
    const known = id === undefined ? {} : { messageId: `<${id}@brim>` }
    try {
      await transport.sendMail({ to: { name: '', address: to }, subject, text, ...known })
    } catch (error) {
      throw new MailRefused(error as { code?: string; responseCode?: number })
    }
  }
  return {
    send(message) {
      const sending = post(message).finally(() => onTheirWay.delete(sending))
      onTheirWay.add(sending)
      return sending
    },
    async close() {
      await Promise.allSettled(onTheirWay)
      transport.close()
    },
  }
}

/** Without TLS everybody on the way could read it. */
const goesFarWithPassword = ({ protocol, password, hostname }: URL) =>
  protocol === 'smtp:' && password !== '' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
