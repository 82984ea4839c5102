// A disk that fails: strace makes the system calls by which a process asks for certainty fail, without
// carrying them out.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { reapAtExit } from '../harness/scratch.ts'

/** Why this machine can't; `undefined` where it can. */
export const whyNoTrace = (): string | undefined => {
  if (process.platform !== 'linux') return 'strace is for Linux'
  const { error, status, stderr } = spawnSync('strace', ['-V'], { encoding: 'utf8' })
  if (error || status !== 0) return `strace is not here: ${error?.message ?? stderr.trim()}`
  // Another process than a child of the tracer: what a debugger needs, and containers may forbid.
  const target = spawn('sleep', ['20'], { stdio: 'ignore' })
  reapAtExit(target)
  const tried = spawnSync('timeout', ['-s', 'INT', '0.5', 'strace', '-p', String(target.pid)], {
    encoding: 'utf8',
  })
  target.kill('SIGKILL')
  return tried.stderr.includes('attached')
    ? undefined
    : `strace may not attach: ${tried.stderr.trim()}`
}

/** What strace saw, once it has let go. */
export type Trace = { stop(): Promise<string> }

/** To all threads of a running process, until it is stopped. */
export const attach = async (pid: number, ...expressions: string[]): Promise<Trace> => {
  const child = spawn('strace', ['-f', '-y', '-p', String(pid), ...expressions], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  reapAtExit(child)
  let seen = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    seen += text
  })
  await until(child, () => seen.includes('attached'))
  return {
    async stop() {
      const closed = once(child, 'close')
      child.kill('SIGINT')
      await closed
      return seen
    },
  }
}

const until = async (child: ChildProcess, isSo: () => boolean) => {
  while (!isSo()) {
    if (child.exitCode !== null) throw new Error('strace ended before it was attached')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Every one of them, or every third of each thread. */
export const failSyncs = (pid: number, when = '1+'): Promise<Trace> =>
  attach(pid, '-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:error=EIO:when=${when}`)

export const watchSyncs = (pid: number): Promise<Trace> =>
  attach(pid, '-e', 'trace=fsync,fdatasync')
