// Temporary folders and child processes that must not outlive the process that made them.
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders = new Set<string>()
const children = new Set<ChildProcess>()

export const createScratch = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `brim-${name}-`))
  folders.add(folder)
  return folder
}

export const reapAtExit = (child: ChildProcess): void => {
  children.add(child)
  child.once('exit', () => children.delete(child))
}

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 })
  }
})

// A signal skips 'exit' handlers unless somebody exits. Playwright's processes handle their own.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1))
}
