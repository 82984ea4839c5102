/** Accepts nothing more, finishes what was begun, and only then lets go of the databases. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Listening } from '../listen.ts'
import type { Door } from '../operate/door.ts'
import type { Ground, House } from './compose.ts'
import type { Demo } from './demo.ts'
import type { KeyUse } from './key-use.ts'

export type Running = {
  ground: Ground
  house: House
  server: Listening
  keyUse: KeyUse
  door: Door | undefined
  demo: Demo | undefined
}

export async function stop({ ground, house, server, keyUse, door, demo }: Running): Promise<void> {
  const { env, data, log } = ground
  const { deps, turns } = house
  deps.checks.stop()
  log.info('stopping')
  await wait(env.drainMs)
  // Streams would never end by themselves.
  deps.live.close()
  deps.visitors.close()
  house.news.close()
  deps.replayer.close()
  demo?.end()
  await server.close()
  await door?.close()
  await house.sweeper.stop()
  await house.courier.stop()
  await house.refresher.stop()
  // The database server may be away: then their leases run out.
  await Promise.all([turns.sweep, turns.deliver, turns.readiness].map((one) => one.end())).catch(
    () => {},
  )
  await deps.recent.flush()
  await house.reads.close()
  await house.pipeline.close()
  await deps.post?.close()
  await keyUse.stop()
  demo?.close()
  await data.close()
  log.info('stopped')
}
