import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseEnv, threadsFor } from './env.ts'

const mail = {
  BRIM_SMTP_URL: 'smtps://brim:secret@mail.example.com',
  BRIM_MAIL_FROM: 'Brim <brim@example.com>',
  BRIM_URL: 'https://brim.example.com',
}

test('needs nothing', () => {
  expect(parseEnv({ HOME: '/root', BRIM_URL: '' }, [])).toEqual({
    isDemo: false,
    host: '0.0.0.0',
    port: 4400,
    url: null,
    dataFolder: resolve('data'),
    store: { kind: 'files', folder: resolve('data') },
    secret: null,
    secretsBefore: [],
    allowsPrivateWebhooks: false,
    rates: { secretKey: 2_000, publishableKey: 2_000, address: 100, unknownKey: 5 },
    trustedProxies: [],
    pipelineThreads: threadsFor(availableParallelism()),
    openWorkspaces: 500,
    mostInputs: 20_000,
    mostConnections: 10_000,
    logLevel: 'info',
    operatorToken: null,
    drainMs: 0,
    isReadyPrinted: false,
    mail: null,
  })
})

test('the demo stays on this machine unless told otherwise', () => {
  expect(parseEnv({}, ['--demo'])).toMatchObject({ isDemo: true, host: '127.0.0.1' })
  expect(parseEnv({ HOST: '0.0.0.0' }, ['--demo'])).toMatchObject({ host: '0.0.0.0' })
})

test('takes a database server and a public address', () => {
  const env = parseEnv(
    {
      PORT: '0',
      BRIM_DATA: '/var/brim',
      BRIM_DATABASE_URL: 'libsql://db.example.com',
      BRIM_DATABASE_TOKEN: 't',
      BRIM_DATABASE_REPLICA_URL: 'http://10.0.0.6:8080',
      BRIM_DATABASE_ADMIN_URL: 'http://10.0.0.5:9090',
      BRIM_DATABASE_ADMIN_KEY: 'k',
      BRIM_URL: 'https://brim.example.com/',
      BRIM_SECRET: 's'.repeat(32),
      BRIM_READY_JSON: '1',
    },
    [],
  )
  expect(env).toMatchObject({
    port: 0,
    dataFolder: '/var/brim',
    store: {
      kind: 'server',
      url: 'libsql://db.example.com',
      token: 't',
      replicaUrl: 'http://10.0.0.6:8080',
      admin: { url: 'http://10.0.0.5:9090', key: 'k' },
    },
    url: 'https://brim.example.com',
    isReadyPrinted: true,
  })
})

test('takes limits, and those who are believed about others', () => {
  const env = parseEnv(
    {
      BRIM_RATE_SECRET_KEY: '0',
      BRIM_RATE_ADDRESS: '20',
      BRIM_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      BRIM_QUEUE: '5000',
      BRIM_CONNECTIONS: '500',
    },
    [],
  )
  expect(env).toMatchObject({
    rates: { secretKey: 0, publishableKey: 2_000, address: 20, unknownKey: 5 },
    trustedProxies: ['10.0.0.0/8', '::1'],
    mostInputs: 5_000,
    mostConnections: 500,
  })
})

test.each([
  [1, 2],
  [2, 4],
  [64, 4],
])('on %d cores workspaces are written in %d threads', (cores, threads) => {
  expect(threadsFor(cores)).toBe(threads)
})

test('takes how many threads write, and how many databases stay open', () => {
  const env = parseEnv({ BRIM_PIPELINE_THREADS: '8', BRIM_OPEN_WORKSPACES: '2000' }, [])
  expect(env).toMatchObject({ pipelineThreads: 8, openWorkspaces: 2_000 })
})

test('takes how mail goes out', () => {
  expect(parseEnv(mail, [])).toMatchObject({
    mail: { url: mail.BRIM_SMTP_URL, from: mail.BRIM_MAIL_FROM },
  })
})

const server = { BRIM_DATABASE_URL: 'libsql://db.example.com', BRIM_SECRET: 's'.repeat(32) }

test.each([
  [{ PORT: 'http' }, [], 'PORT'],
  [{ ...mail, BRIM_URL: '' }, [], 'BRIM_URL'],
  [{ ...mail, BRIM_MAIL_FROM: '' }, [], 'BRIM_MAIL_FROM'],
  [{ ...mail, BRIM_SMTP_URL: '' }, [], 'BRIM_SMTP_URL'],
  [{ ...mail, BRIM_SMTP_URL: 'https://mail.example.com' }, [], 'BRIM_SMTP_URL'],
  [{ ...mail, BRIM_MAIL_FROM: 'Brim' }, [], 'BRIM_MAIL_FROM'],
  [{ PORT: '70000' }, [], 'PORT'],
  [{ BRIM_URL: 'brim.example.com' }, [], 'BRIM_URL'],
  [{ BRIM_URL: 'https://example.com/brim' }, [], 'BRIM_URL'],
  [{ BRIM_DATABASE_URL: 'mysql://x' }, [], 'BRIM_DATABASE_URL'],
  [{ BRIM_DATABASE_TOKEN: 't' }, [], 'BRIM_DATABASE_TOKEN'],
  [{ BRIM_DATABASE_REPLICA_URL: 'http://x' }, [], 'BRIM_DATABASE_REPLICA_URL'],
  [{ BRIM_DATABASE_ADMIN_URL: 'http://x' }, [], 'BRIM_DATABASE_ADMIN_URL'],
  [{ ...server, BRIM_DATABASE_ADMIN_URL: 'x' }, [], 'BRIM_DATABASE_ADMIN_URL'],
  [{ ...server, BRIM_DATABASE_ADMIN_KEY: 'k' }, [], 'BRIM_DATABASE_ADMIN_KEY'],
  [{ BRIM_DATABASE_URL: 'libsql://db.example.com' }, [], 'must be the same on every node'],
  [{ BRIM_DATABASE_URL: 'wss://db.example.com' }, [], 'BRIM_DATABASE_URL'],
  [{ BRIM_SECRET: 'short' }, [], 'BRIM_SECRET'],
  [{ BRIM_METRICS_TOKEN: 'guessable' }, [], 'BRIM_METRICS_TOKEN'],
  [{ BRIM_DRAIN_SECONDS: 'long' }, [], 'BRIM_DRAIN_SECONDS'],
  [{ BRIM_READY_JSON: 'yes' }, [], 'BRIM_READY_JSON'],
  [{ BRIM_RATE_SECRET_KEY: '-1' }, [], 'BRIM_RATE_SECRET_KEY'],
  [{ BRIM_RATE_ADDRESS: 'none' }, [], 'BRIM_RATE_ADDRESS'],
  [{ BRIM_RATE_UNKNOWN_KEY: '0.5' }, [], 'BRIM_RATE_UNKNOWN_KEY'],
  [{ BRIM_TRUSTED_PROXIES: '10.0.0.0/8, proxy' }, [], '"proxy" is no address'],
  [{ BRIM_TRUSTED_PROXIES: '10.0.0.0/99' }, [], '10.0.0.0/99'],
  [{ BRIM_PIPELINE_THREADS: '0' }, [], 'BRIM_PIPELINE_THREADS'],
  [{ BRIM_PIPELINE_THREADS: 'all' }, [], 'BRIM_PIPELINE_THREADS'],
  [{ BRIM_PIPELINE_THREADS: '65' }, [], 'BRIM_PIPELINE_THREADS'],
  [{ BRIM_OPEN_WORKSPACES: '9' }, [], 'BRIM_OPEN_WORKSPACES'],
  [{ BRIM_QUEUE: '500' }, [], 'BRIM_QUEUE'],
  [{ BRIM_CONNECTIONS: '0' }, [], 'BRIM_CONNECTIONS'],
  [{}, ['--dmeo'], '--dmeo'],
])('names what is wrong in %j %j', (env, args, name) => {
  expect(() => parseEnv(env, args)).toThrow(name)
})
