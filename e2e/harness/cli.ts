// Runs the built `brim` as an operator does: a process, its words, its exit code.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { reapAtExit } from './scratch.ts'

const root = resolve(import.meta.dirname, '../..')
const entry = join(root, 'dist/server/cli.mjs')

export type Said = { code: number | null; out: string; err: string }

export type CliOptions = {
  /** SIGKILL after so many ms, unless it has ended. */
  killAfterMs?: number
}

export const runBrim = (dataDir: string, args: string[], options: CliOptions = {}): Promise<Said> =>
  new Promise((done, fail) => {
    const env = Object.entries(process.env).filter(([name]) => !name.startsWith('BRIM_'))
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...Object.fromEntries(env), BRIM_DATA: dataDir, NODE_ENV: 'production' },
    })
    reapAtExit(child)
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said.out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said.err += text
    })
    const { killAfterMs } = options
    const killer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    child.once('error', fail)
    child.once('close', (code) => {
      clearTimeout(killer)
      done({ code, ...said })
    })
  })

/** The lines of JSON that it says; fails where it fails. */
export const askBrim = async <T = Record<string, unknown>>(
  dataDir: string,
  args: string[],
): Promise<T[]> => {
  const { code, out, err } = await runBrim(dataDir, [...args, '--json'])
  if (code !== 0) throw new Error(`brim ${args.join(' ')} ended with ${code}: ${err}`)
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}
