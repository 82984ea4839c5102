/** Load from another process, so that who asks and who answers share nothing but the machine. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { reapAtExit } from '../../harness/scratch.ts'

type Target = {
  url: string
  path: string
  headers: Record<string, string>
  /** Sent in turn, from the start again at the end. Each `@id` becomes an id that is new each time. */
  bodies: string[]
}

/** `expected`: the whole answer, any other is a failure; absent where answers differ. */
export type ClosedLoad = Target & { connections: number; amount: number; expected?: string }
/** `expectedStart`: how a right answer begins. */
export type OpenLoad = Target & { perSecond: number; seconds: number; expectedStart: string }

export type Loaded = { seconds: number; latenciesMs: number[]; failures: string[] }

export type Loader<Load> = { run(load: Load): Promise<Loaded>; stop(): void }

const startLoader = <Load extends Target>(file: string): Loader<Load> => {
  const child = fork(join(import.meta.dirname, file))
  reapAtExit(child)
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${file} has ended`)
  })
  ended.catch(() => {})
  return {
    async run(load) {
      child.send(load)
      const [loaded] = (await Promise.race([once(child, 'message'), ended])) as [Loaded]
      const [first] = loaded.failures
      if (first) throw new Error(`${load.url}${load.path}: ${loaded.failures.length} × ${first}`)
      return loaded
    },
    stop: () => child.disconnect(),
  }
}

export const startClosedLoop = () => startLoader<ClosedLoad>('closed-loop.ts')
export const startOpenLoop = () => startLoader<OpenLoad>('open-loop.ts')
