/** What everything else stands on: the folder, for this process alone, its secret and the databases. */
import type { Env } from '../env.ts'
import { lockFolder } from '../lock.ts'
import type { Logger } from '../log.ts'
import { finishRestore } from '../operate/backup/finish-restore.ts'
import { keepSecret } from '../secret.ts'
import { openControlStore, openWorkspaceStore, type Store } from '../store/open.ts'
import { createStoreCache, type StoreCache } from '../store/store-cache.ts'

export type Data = {
  secret: string
  control: Store
  /** The databases of workspaces, for whoever only reads. */
  stores: StoreCache
  close(): Promise<void>
}

export async function openData(env: Env, log: Logger): Promise<Data> {
  const location = env.store
  const lock = location.kind === 'files' ? await lockFolder(location.folder) : undefined
  if (location.kind === 'files' && (await finishRestore(location.folder))) {
    log.info('a restore that was interrupted is finished')
  }
  const secret = env.secret ?? (await keepSecret(env.dataFolder))
  const control = await openControlStore(location)
  const stores = createStoreCache({
    openStore: (id) => openWorkspaceStore(location, id),
    most: env.openWorkspaces,
    now: () => Date.now(),
  })
  return {
    secret,
    control,
    stores,
    close: async () => {
      await stores.close()
      control.close()
      await lock?.release()
    },
  }
}
