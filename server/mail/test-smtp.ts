/** A mail server on this machine, which keeps what it is sent: for tests. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string[]; text: string; isSecure: boolean; user: string | undefined }

export type TestSmtp = {
  url: string
  received: Received[]
  /** The next one that comes, or the first that nobody has asked for. */
  next(): Promise<Received>
  close(): Promise<void>
}

type Options = {
  /** Whoever is written to is refused, with words that name them. */
  isRefusing?: boolean
  credentials?: { user: string; pass: string }
}

export async function startTestSmtp(options: Options = {}): Promise<TestSmtp> {
  const { isRefusing, credentials } = options
  const received: Received[] = []
  const waiting: ((one: Received) => void)[] = []
  const unread: Received[] = []
  const server = new SMTPServer({
    // Its certificate is nobody's that is trusted.
    hideSTARTTLS: true,
    disabledCommands: credentials ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    authOptional: !credentials,
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      const isRight = username === credentials?.user && password === credentials?.pass
      done(isRight ? null : new Error('No such user'), isRight ? { user: username } : undefined)
    },
    onRcptTo({ address }, _, done) {
      done(isRefusing ? new Error(`There is no ${address} here`) : null)
    },
    onData(stream, session, done) {
      let text = ''
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((one) => one.address)
        const user = session.user ? String(session.user) : undefined
        const one = { to, text: decode(text), isSecure: session.secure, user }
        received.push(one)
        const next = waiting.shift()
        if (next) next(one)
        else unread.push(one)
        done()
      })
    },
  })
  // A connection that is broken off is no fault of the server's.
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as AddressInfo
  const who = credentials ? `${credentials.user}:${encodeURIComponent(credentials.pass)}@` : ''
  return {
    url: `smtp://${who}127.0.0.1:${port}`,
    received,
    next: () => {
      const one = unread.shift()
      return one ? Promise.resolve(one) : new Promise((done) => void waiting.push(done))
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}

/** Quoted-printable, which is what plain text is sent as. */
const decode = (text: string) => {
  const joined = text.replaceAll(/=\r?\n/g, '')
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, /[^\0-\xff]/.test(bytes) ? 'utf8' : 'latin1').toString('utf8')
}

/** The link in a message. */
export const linkIn = ({ text }: Received): string => /https?:\/\/\S+/.exec(text)?.[0] ?? ''
