import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { reapAtExit } from '../../harness/scratch.ts'
import { buildForNode } from '../build-for-node.ts'

export type Floor = { url: string; stop(): Promise<void> }

const buildFloor = () =>
  buildForNode('floor', {
    server: join(import.meta.dirname, 'server.ts'),
    worker: join(import.meta.dirname, 'worker.ts'),
  })

/** The floor's server on the database of a workspace that nobody else has open. */
export const startFloor = async (folder: string, workspace: string): Promise<Floor> => {
  const built = await buildFloor()
  const child = fork(join(built, 'server.mjs'), [folder, workspace], {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  reapAtExit(child)
  const exited = once(child, 'exit')
  const ended = exited.then(() => {
    throw new Error('The floor has ended')
  })
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string]
  ended.catch(() => {})
  return {
    url,
    async stop() {
      child.disconnect()
      await exited
    },
  }
}
