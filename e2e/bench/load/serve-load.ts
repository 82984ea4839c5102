import type { Loaded } from './load.ts'

/** Runs each load that the parent sends, and sends back what came of it. */
export const serveLoad = <Load>(run: (load: Load) => Promise<Loaded>): void => {
  process.on('message', async (load: Load) => {
    process.send?.(await run(load))
  })
  process.once('disconnect', () => process.exit())
}
