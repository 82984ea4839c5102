// Ways to have no room left on the disk, and to have some again.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createScratch } from '../harness/scratch.ts'

export type Room = {
  dataDir: string
  /** From now on the process has none, or hardly any. */
  fill(pid: number): void
  /** For the process too, where it still lives. */
  clear(pid?: number): void
  close(): void
}

/** Answers a string, the reason, where this machine can't. */
export type OpenRoom = () => Room | string

const run = (command: string, ...args: string[]) => {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? undefined : (error?.message ?? stderr.trim())
}

/** A file system of its own that is full but for a few pages: ENOSPC. */
export const openSmallDisk: OpenRoom = () => {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only'
  const folder = createScratch('small-disk')
  const failed = run('mount', '-t', 'tmpfs', '-o', 'size=48m,mode=700', 'none', folder)
  if (failed !== undefined) return `no small disk can be mounted here: ${failed}`
  const ballast = join(folder, 'ballast')
  return {
    dataDir: join(folder, 'data'),
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      try {
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail - 8) * bsize))
      } catch (error) {
        // Whoever else writes there has taken some meanwhile: so it is full.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    },
    clear: () => rmSync(ballast),
    // Lazily: a server that was just killed may still be letting go of it.
    close: () => void execFileSync('umount', ['-l', folder]),
  }
}

/** Nothing may be written beyond the first pages of any file, as with a quota: EFBIG. */
export const limitFiles: OpenRoom = () => {
  const failed = run('prlimit', '--pid', String(process.pid), '--fsize')
  if (failed !== undefined) return `the size of files can't be limited here: ${failed}`
  const limit = (pid: number, bytes: string) => {
    const failed = run('prlimit', '--pid', String(pid), `--fsize=${bytes}:`)
    if (failed !== undefined) throw new Error(failed)
  }
  const dataDir = join(createScratch('limited'), 'data')
  mkdirSync(dataDir)
  return {
    dataDir,
    fill: (pid) => limit(pid, '65536'),
    clear: (pid) => pid && limit(pid, 'unlimited'),
    close() {},
  }
}
