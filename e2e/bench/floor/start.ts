import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { reapAtExit } from '../../harness/scratch.ts'

const root = resolve(import.meta.dirname, '../../..')
/** Beside the server that it is compared with, so that both find the same packages. */
const outDir = join(root, 'dist/bench')

export type Floor = { url: string; stop(): Promise<void> }

const buildFloor = () =>
  build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    root,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: {
        input: {
          server: join(import.meta.dirname, 'server.ts'),
          worker: join(import.meta.dirname, 'worker.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })

/** The floor's server on the database of a workspace that nobody else has open. */
export const startFloor = async (folder: string, workspace: string): Promise<Floor> => {
  await buildFloor()
  const child = fork(join(outDir, 'server.mjs'), [folder, workspace], {
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
