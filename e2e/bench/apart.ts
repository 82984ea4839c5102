/**
 * Figures of the server's own code: built as it ships, in a process where nothing else runs. What
 * runs the sources for tests and benches adds to each function that they make.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createScratch, reapAtExit } from '../harness/scratch.ts'
import { buildForNode } from './build-for-node.ts'
import type { Figure, Options, Row } from './row.ts'

/** What the process is told at its start; `folder` is empty, and gone with the bench. */
export type Setting = { options: Options; folder: string }

const measureApart = async (name: string, options: Options): Promise<Row[]> => {
  const built = await buildForNode(name, { [name]: join(import.meta.dirname, `apart/${name}.ts`) })
  const setting: Setting = { options, folder: createScratch(`bench-${name}`) }
  const child = fork(join(built, `${name}.mjs`), [JSON.stringify(setting)], {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  reapAtExit(child)
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The process that measures ${name} has ended`)
  })
  const [rows] = (await Promise.race([once(child, 'message'), ended])) as [Row[]]
  ended.catch(() => {})
  child.disconnect()
  return rows
}

/** The figure that the program of this name in `apart/` measures. */
export const apart = (name: string): Figure => ({
  name,
  measure: (options) => measureApart(name, options),
})
