// Runs the built server as its users do: a process, a port, a data folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Ready, readReady } from './ready.ts'
import { createScratch, reapAtExit } from './scratch.ts'

const root = resolve(import.meta.dirname, '../..')
const entry = join(root, 'dist/server/main.mjs')
const startWithinMs = 150_000
const stopWithinMs = 15_000
const logLimit = 1_000_000

export type Brim = {
  url: string
  ready: Ready
  dataDir: string
  pid: number
  /** Stops gracefully; rejects when the server has to be killed or exits with an error. */
  stop(): Promise<void>
  /** SIGKILL: what a power cut does to the process. */
  kill(): Promise<void>
  /** Its exit code, once it has ended; null where a signal ended it. */
  exited: Promise<number | null>
  logs(): string
}

/** A server that has been started, and may not be ready yet. */
export type Starting = {
  ready: Promise<Brim>
  kill(): Promise<void>
}

export type BrimOptions = {
  /** Kept when given; otherwise a temporary folder which lives until this process ends. */
  dataDir?: string
  env?: Record<string, string>
  demo?: boolean
}

const without = (env: NodeJS.ProcessEnv, prefix: string): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith(prefix)))

const exited = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', () => done()))

const untilReady = (child: ChildProcess, logs: () => string): Promise<Ready> =>
  new Promise((done, fail) => {
    const giveUp = (why: string) => {
      child.kill('SIGKILL')
      fail(new Error(`the server ${why}\n${logs()}`))
    }
    const late = setTimeout(
      () => giveUp(`was not ready after ${startWithinMs / 1000} s`),
      startWithinMs,
    )
    child.once('error', (error) => giveUp(`did not start: ${error.message}`))
    const onExit = (code: number | null, signal: string | null) => {
      clearTimeout(late)
      giveUp(`ended before it was ready (${signal ?? `code ${code}`})`)
    }
    child.once('exit', onExit)
    readReady(child.stdout, (ready) => {
      clearTimeout(late)
      child.off('exit', onExit)
      done(ready)
    })
  })

export const startBrim = (options: BrimOptions = {}): Promise<Brim> => launchBrim(options).ready

export const launchBrim = (options: BrimOptions = {}): Starting => {
  if (!existsSync(entry)) throw new Error('dist/server/main.mjs is missing: run `npm run build`')
  const dataDir = options.dataDir ?? join(createScratch('data'), 'data')
  const child = spawn(process.execPath, [entry, ...(options.demo ? ['--demo'] : [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...without(process.env, 'BRIM_'),
      NODE_ENV: 'production',
      PORT: '0',
      BRIM_DATA: dataDir,
      BRIM_READY_JSON: '1',
      ...options.env,
    },
  })
  reapAtExit(child)

  let log = ''
  const keep = (text: string) => {
    log = (log + text).slice(-logLimit)
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const logs = () => log
  const kill = async () => {
    child.kill('SIGKILL')
    await exited(child)
  }
  const stop = async () => {
    const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
    child.kill('SIGTERM')
    await exited(child)
    clearTimeout(late)
    if (child.exitCode !== 0) {
      throw new Error(
        `the server did not stop gracefully (${child.signalCode ?? `code ${child.exitCode}`})\n${log}`,
      )
    }
  }
  const brimOf = (ready: Ready): Brim => ({
    url: ready.url,
    ready,
    dataDir,
    // A process that has said something has a number.
    pid: child.pid as number,
    logs,
    exited: exited(child).then(() => child.exitCode),
    stop,
    kill,
  })
  return { ready: untilReady(child, logs).then(brimOf), kill }
}
