/**
 * The environment, read once: what runs the server looks at it here alone. What runs beside it reads
 * the few variables it needs where it begins: `brim pull` and `brim push` (`cli.ts`, `cli/parse-args.ts`),
 * which ask a server elsewhere, and `demo/reset.ts`, which removes a folder.
 */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { issuesOf } from '../shared/protocol/error.ts'
import type { MailerOptions } from './mail/mailer.ts'
import { parseNetwork } from './overload/addresses.ts'
import type { Rates } from './overload/guard.ts'
import { namespacePlace, type StoreLocation } from './store/location.ts'

export type Env = {
  isDemo: boolean
  host: string
  /** 0: any free one. */
  port: number
  /** The public origin, if the operator tells it. */
  url: string | null
  /** Holds the databases (unless a server does) and the secret. */
  dataFolder: string
  store: StoreLocation
  /** Signs sessions; null: kept in a file of the data folder. */
  secret: string | null
  /** Secrets of before, with which texts are opened that are not sealed anew yet. */
  secretsBefore: string[]
  /** Whether webhooks may go to addresses that are not of the internet: for development. */
  allowsPrivateWebhooks: boolean
  /** Requests a second; 0: no limit. */
  rates: Rates
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  trustedProxies: string[]
  /** Threads in which workspaces are written, each in one of them. */
  pipelineThreads: number
  /** Workspaces whose databases stay open. */
  openWorkspaces: number
  /** Inputs that may wait to be written, of all workspaces. */
  mostInputs: number
  /** Open connections, of all clients. */
  mostConnections: number
  logLevel: string
  /** Lets in whoever asks for figures from another machine. */
  operatorToken: string | null
  /** How mail goes out, and from whom; null: not at all. */
  mail: MailerOptions | null
  /** After being told to stop: for how long requests are still taken, while it says it isn't ready. */
  drainMs: number
  /** Print one line of JSON when ready, for programs that start this one. */
  isReadyPrinted: boolean
}

const origin = z
  .string()
  .refine(
    (text) => /^https?:\/\/[^/]+\/?$/.test(text) && URL.canParse(text),
    'Expected an origin without a path, such as https://brim.example.com',
  )
  .transform((text) => new URL(text).origin)

const databaseUrl = z
  .string()
  .refine(
    (text) =>
      /^(libsql|https?):\/\//.test(text) && URL.canParse(text.replace(namespacePlace, 'control')),
    'Expected libsql://…, https://… or http://…',
  )

const smtpUrl = z.url({ protocol: /^smtps?$/, error: 'Expected smtp://… or smtps://…' })

const perSecond = z.coerce.number().int().min(0).max(1_000_000)

const secretsBefore = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every((one) => one.length >= 32), 'At least 32 characters each')

const networks = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .superRefine((all, context) => {
    for (const one of all.filter((text) => !parseNetwork(text))) {
      const message = `"${one}" is no address or network, such as 10.0.0.0/8; they are separated by commas`
      context.addIssue({ code: 'custom', message })
    }
  })

const variables = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
    HOST: z.string().min(1).optional(),
    BRIM_DATA: z.string().min(1).default('./data'),
    BRIM_DATABASE_URL: databaseUrl.optional(),
    BRIM_DATABASE_TOKEN: z.string().min(1).optional(),
    BRIM_DATABASE_REPLICA_URL: databaseUrl.optional(),
    BRIM_DATABASE_ADMIN_URL: z.url({ protocol: /^https?$/ }).optional(),
    BRIM_DATABASE_ADMIN_KEY: z.string().min(1).optional(),
    BRIM_URL: origin.optional(),
    BRIM_SECRET: z.string().min(32, 'At least 32 characters').optional(),
    BRIM_SECRET_BEFORE: secretsBefore.default([]),
    BRIM_ALLOW_PRIVATE_WEBHOOKS: z.enum(['true', 'false']).default('false'),
    BRIM_RATE_SECRET_KEY: perSecond.default(2_000),
    BRIM_RATE_PUBLISHABLE_KEY: perSecond.default(2_000),
    BRIM_RATE_ADDRESS: perSecond.default(100),
    BRIM_RATE_UNKNOWN_KEY: perSecond.default(5),
    BRIM_TRUSTED_PROXIES: networks.default([]),
    BRIM_PIPELINE_THREADS: z.coerce.number().int().min(1).max(64).optional(),
    BRIM_OPEN_WORKSPACES: z.coerce.number().int().min(10).max(100_000).default(500),
    // The largest batch must fit into the half that one workspace may have.
    BRIM_QUEUE: z.coerce.number().int().min(2_000).max(1_000_000).default(20_000),
    BRIM_CONNECTIONS: z.coerce.number().int().min(10).max(1_000_000).default(10_000),
    BRIM_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    BRIM_SMTP_URL: smtpUrl.optional(),
    BRIM_MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*[^\s@]+@[^\s@]+$/, 'Expected an address such as Brim <brim@example.com>')
      .optional(),
    BRIM_METRICS_TOKEN: z.string().min(16, 'At least 16 characters').optional(),
    BRIM_DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
    BRIM_READY_JSON: z.enum(['0', '1']).default('0'),
  })
  .superRefine((one, { addIssue }) => {
    const fault = (name: string, message: string) =>
      addIssue({ code: 'custom', path: [name], message })
    for (const name of ofDatabase) {
      if (one[name] && !one.BRIM_DATABASE_URL) fault(name, 'Is of no use without BRIM_DATABASE_URL')
    }
    if (one.BRIM_DATABASE_ADMIN_KEY && !one.BRIM_DATABASE_ADMIN_URL) {
      fault('BRIM_DATABASE_ADMIN_KEY', 'Is of no use without BRIM_DATABASE_ADMIN_URL')
    }
    if (Boolean(one.BRIM_SMTP_URL) !== Boolean(one.BRIM_MAIL_FROM)) {
      const missing = one.BRIM_SMTP_URL ? 'BRIM_MAIL_FROM' : 'BRIM_SMTP_URL'
      fault(missing, 'BRIM_SMTP_URL and BRIM_MAIL_FROM go together')
    }
    // What a request says of the address is anybody's: a link would lead wherever they like.
    if (one.BRIM_SMTP_URL && !one.BRIM_URL) {
      fault('BRIM_URL', 'Is needed with BRIM_SMTP_URL: links in mails lead there')
    }
    if (one.BRIM_DATABASE_URL && !one.BRIM_SECRET) {
      fault(
        'BRIM_SECRET',
        'Is needed with BRIM_DATABASE_URL, and must be the same on every node: each takes the sessions that others have signed. `openssl rand -hex 32` makes one',
      )
    }
  })

/**
 * Where the operator has not said. A thread that commits waits for the disk most of the time, so they
 * are more than there are cores; more than four gain little.
 */
export function threadsFor(cores: number): number {
  return Math.min(4, 2 * cores)
}

/** Where people reach Brim, as far as anybody has said. */
export const urlOf = ({ url, port }: Env): string => url ?? `http://localhost:${port}`

const ofDatabase = [
  'BRIM_DATABASE_TOKEN',
  'BRIM_DATABASE_REPLICA_URL',
  'BRIM_DATABASE_ADMIN_URL',
  'BRIM_DATABASE_ADMIN_KEY',
] as const

/** A fault of the environment, told so that it can be put right. */
export class EnvError extends Error {
  override name = 'EnvError'
}

/** An empty variable is taken for one that isn't set. */
export function parseEnv(given: NodeJS.ProcessEnv, args: readonly string[]): Env {
  const unknown = args.find((arg) => arg !== '--demo')
  if (unknown !== undefined)
    throw new EnvError(`Unknown argument "${unknown}": --demo is the only one`)
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const result = variables.safeParse(set)
  if (!result.success) {
    const faults = issuesOf(result.error).map(({ path, message }) => `${path}: ${message}`)
    throw new EnvError(faults.join('\n'))
  }
  const one = result.data
  const isDemo = args.includes('--demo')
  const dataFolder = resolve(one.BRIM_DATA)
  return {
    isDemo,
    // The demo's password is known to everybody, so it stays on this machine unless told otherwise.
    host: one.HOST ?? (isDemo ? '127.0.0.1' : '0.0.0.0'),
    port: one.PORT,
    url: one.BRIM_URL ?? null,
    dataFolder,
    store: storeOf(one, dataFolder),
    secret: one.BRIM_SECRET ?? null,
    secretsBefore: one.BRIM_SECRET_BEFORE,
    allowsPrivateWebhooks: one.BRIM_ALLOW_PRIVATE_WEBHOOKS === 'true',
    rates: {
      secretKey: one.BRIM_RATE_SECRET_KEY,
      publishableKey: one.BRIM_RATE_PUBLISHABLE_KEY,
      address: one.BRIM_RATE_ADDRESS,
      unknownKey: one.BRIM_RATE_UNKNOWN_KEY,
    },
    trustedProxies: one.BRIM_TRUSTED_PROXIES,
    pipelineThreads: one.BRIM_PIPELINE_THREADS ?? threadsFor(availableParallelism()),
    openWorkspaces: one.BRIM_OPEN_WORKSPACES,
    mostInputs: one.BRIM_QUEUE,
    mostConnections: one.BRIM_CONNECTIONS,
    logLevel: one.BRIM_LOG,
    operatorToken: one.BRIM_METRICS_TOKEN ?? null,
    mail: mailOf(one),
    drainMs: one.BRIM_DRAIN_SECONDS * 1000,
    isReadyPrinted: one.BRIM_READY_JSON === '1',
  }
}

function mailOf(one: z.output<typeof variables>): MailerOptions | null {
  const { BRIM_SMTP_URL: url, BRIM_MAIL_FROM: from } = one
  return url && from ? { url, from } : null
}

function storeOf(one: z.output<typeof variables>, folder: string): StoreLocation {
  if (!one.BRIM_DATABASE_URL) return { kind: 'files', folder }
  return {
    kind: 'server',
    url: one.BRIM_DATABASE_URL,
    token: one.BRIM_DATABASE_TOKEN,
    replicaUrl: one.BRIM_DATABASE_REPLICA_URL,
    admin: one.BRIM_DATABASE_ADMIN_URL
      ? { url: one.BRIM_DATABASE_ADMIN_URL, key: one.BRIM_DATABASE_ADMIN_KEY }
      : undefined,
  }
}
