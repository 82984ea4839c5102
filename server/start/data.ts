/** What everything else stands on: the folder, for this process alone, its secret and the databases. */
import type { Env } from '../env.ts'
import { describeError } from '../http/answer/describe-error.ts'
import { lockFolder } from '../lock.ts'
import type { Logger } from '../log.ts'
import { finishRestore } from '../operate/backup/finish-restore.ts'
import { demandSameSecret, hasSameSecret } from '../operate/same-secret.ts'
import { createSealer } from '../seal.ts'
import { keepSecret } from '../secret.ts'
import { openControlStore, openWorkspaceStore, type Store } from '../store/open.ts'
import { type ClockLag, clockOf, followServer, noLag } from '../store/server-clock.ts'
import { createStoreCache, type StoreCache } from '../store/store-cache.ts'

export type Data = {
  secret: string
  control: Store
  /** The databases of workspaces, for whoever only reads. */
  stores: StoreCache
  /** How far this machine is behind the time that counts, for the threads; and that time. */
  lag: ClockLag
  now(): number
  close(): Promise<void>
}

/** Of files, which may be brought back without it: what needs no secret goes on. */
const anotherSecret =
  'BRIM_SECRET, or the file secret of the data folder, is not the secret that has sealed identity keys, second factors and credentials here, so that they stay shut: put that one back, or name it in BRIM_SECRET_BEFORE; where it is lost, `brim reseal` makes this one hold, and they are to be made anew'

export async function openData(env: Env, log: Logger): Promise<Data> {
  const location = env.store
  const lock = location.kind === 'files' ? await lockFolder(location.folder) : undefined
  if (location.kind === 'files' && (await finishRestore(location.folder))) {
    log.info('a restore that was interrupted is finished')
  }
  const secret = env.secret ?? (await keepSecret(env.dataFolder))
  const control = await openControlStore(location)
  const sealer = createSealer(secret, env.secretsBefore)
  if (location.kind === 'server') await demandSameSecret(control, sealer)
  else if (!(await hasSameSecret(control, sealer))) log.warn(anotherSecret)
  const lag = noLag()
  const now = clockOf(lag)
  const unfollow = location.kind === 'server' ? await follow(control, lag, log) : () => {}
  const stores = createStoreCache({
    openStore: (id) => openWorkspaceStore(location, id),
    most: env.openWorkspaces,
    now,
  })
  return {
    secret,
    control,
    stores,
    lag,
    now,
    close: async () => {
      unfollow()
      await stores.close()
      control.close()
      await lock?.release()
    },
  }
}

function follow({ client }: Store, lag: ClockLag, log: Logger): Promise<() => void> {
  const following = {
    client,
    lag,
    onOff: (lagMs: number) =>
      log.warn(
        { behindSeconds: Math.round(lagMs / 1000) },
        'the clock of this machine is off: set it; until then that of the database server counts',
      ),
  }
  return followServer(following, (error) =>
    log.warn(describeError(error), 'the time is asked for again in a moment'),
  )
}
