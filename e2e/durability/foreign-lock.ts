// Runs foreign-lock.mjs: a process that takes the write lock of a file in turn with its owner.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { reapAtExit } from '../harness/scratch.ts'

export type ForeignLock = {
  /** Lets go for good. Answers how often it held the lock, and how often longer than a writer waits. */
  stop(): Promise<{ holds: number; long: number }>
}

export const startForeignLock = async (file: string, seed: number): Promise<ForeignLock> => {
  const script = join(import.meta.dirname, 'foreign-lock.mjs')
  const child = spawn(process.execPath, [script, file, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  reapAtExit(child)
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await once(child.stdout, 'data')
  return {
    async stop() {
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
      return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '')
    },
  }
}
