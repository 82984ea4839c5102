/**
 * `npm run demo:reset`: removes the demo's data, so that the next start seeds it again. Touches
 * only what Brim itself has put into the folder, and only when nobody is using it.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

export type Reset =
  | { kind: 'removed'; names: string[] }
  | { kind: 'nothing' }
  | { kind: 'refused'; why: string }

const lockName = 'brim.lock'
/** Written when a folder is seeded with the demo: Tideboard's own database. */
const markName = 'demo.db'

export function resetDemo(folder: string, isAlive: (pid: number) => boolean): Reset {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return { kind: 'nothing' }
  const holder = holderOf(join(folder, lockName))
  if (holder !== undefined && isAlive(holder)) {
    return { kind: 'refused', why: `a server (process ${holder}) is using it: stop it first` }
  }
  const names = readdirSync(folder)
  if (!names.includes(markName)) {
    return { kind: 'refused', why: `it has no ${markName}, so it is not a demo's` }
  }
  const own = names.filter(isOwn)
  for (const name of own) rmSync(join(folder, name), { recursive: true, force: true })
  return { kind: 'removed', names: own.sort() }
}

function isOwn(name: string): boolean {
  return name === 'workspaces' || name === lockName || /^(control|demo)\.db(-shm|-wal)?$/.test(name)
}

function holderOf(lock: string): number | undefined {
  if (!existsSync(lock)) return undefined
  const pid = Number.parseInt(readFileSync(lock, 'utf8').match(/\d+/)?.[0] ?? '', 10)
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is a process too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function main(): void {
  if (process.env.BRIM_DATABASE_URL) {
    console.error('Not reset: BRIM_DATABASE_URL is set, and a database server is not the demo’s.')
    process.exitCode = 1
    return
  }
  const folder = resolve(process.env.BRIM_DATA ?? './data')
  const reset = resetDemo(folder, isProcessAlive)
  switch (reset.kind) {
    case 'removed':
      console.log(`Removed from ${folder}: ${reset.names.join(', ')}. The next start seeds again.`)
      return
    case 'nothing':
      console.log(`There is nothing in ${folder}. The next start seeds it.`)
      return
    case 'refused':
      console.error(`Not reset: ${folder} stays as it is, because ${reset.why}.`)
      process.exitCode = 1
      return
    default:
      reset satisfies never
  }
}

if (process.argv[1]?.endsWith('reset.mjs')) main()
