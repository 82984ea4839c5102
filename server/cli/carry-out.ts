/** Has a command carried out: by the server that owns the data or, where none runs, here. */
import { existsSync } from 'node:fs'
import { type Env, urlOf } from '../env.ts'
import { FolderInUse, type Lock, lockFolder } from '../lock.ts'
import { finishRestore } from '../operate/backup/finish-restore.ts'
import { restore } from '../operate/backup/restore.ts'
import { type Command, Refused } from '../operate/command.ts'
import { runJob } from '../operate/job.ts'
import { knock } from '../operate/knock.ts'
import { runCommand } from '../operate/run-command.ts'
import { demandSameSecret } from '../operate/same-secret.ts'
import { createPipeline } from '../pipeline/in-process.ts'
import { createSealer } from '../seal.ts'
import { keepSecret } from '../secret.ts'
import { fileOf } from '../store/location.ts'
import { newId } from '../store/new-id.ts'
import {
  migrationNames,
  openControlStore,
  openWorkspaceConnection,
  openWorkspaceStore,
} from '../store/open.ts'
import { askServer, clockOf, noLag } from '../store/server-clock.ts'
import { createStoreCache } from '../store/store-cache.ts'

export async function* carryOut(env: Env, command: Command): AsyncGenerator<string> {
  const { store } = env
  if (store.kind === 'server') return yield* runHere(env, command)
  const isThere = existsSync(fileOf(store.folder, { kind: 'control' }))
  // A restore that was killed may have moved it aside.
  if (
    !isThere &&
    command.command !== 'workspace_create' &&
    !existsSync(`${store.folder}/restoring`)
  ) {
    throw new Refused(`${store.folder} has no data of Brim: BRIM_DATA names the folder`)
  }
  const lock = await lockFolder(store.folder).catch(orUndefined)
  if (!lock) return yield* knock(store.folder, command)
  try {
    await finishRestore(store.folder)
    yield* runHere(env, command)
  } finally {
    await lock.release()
  }
}

export async function* restoreHere(
  env: Env,
  job: { from: string; workspace: string | null; force: boolean },
): AsyncGenerator<string> {
  if (env.store.kind === 'server') {
    throw new Refused('The databases are on a libSQL server: restore them there')
  }
  const { folder } = env.store
  const lock: Lock = await lockFolder(folder)
  try {
    await finishRestore(folder)
    const now = () => Date.now()
    for await (const line of restore({ ...job, folder, migrations: migrationNames }, now)) {
      yield JSON.stringify(line)
    }
  } finally {
    await lock.release()
  }
}

async function* runHere(env: Env, command: Command): AsyncGenerator<string> {
  const control = await openControlStore(env.store)
  const secret = env.secret ?? (await keepSecret(env.dataFolder))
  const sealer = createSealer(secret, env.secretsBefore)
  const lag = noLag()
  const now = clockOf(lag)
  if (env.store.kind === 'server') {
    // To change it is what resealing is for.
    if (command.command !== 'reseal') await demandSameSecret(control, sealer)
    await askServer({ client: control.client, lag })
  }
  const stores = createStoreCache({
    openStore: (id) => openWorkspaceStore(env.store, id),
    most: 10,
    now,
  })
  const pipeline = createPipeline({
    open: (id) => openWorkspaceConnection(env.store, id),
    newId,
    now,
    mostOpen: 10,
  })
  try {
    yield* runCommand(
      {
        location: env.store,
        control,
        upgrade: async (id) => (await openWorkspaceStore(env.store, id)).close(),
        isSecretKept: env.secret === null,
        version: __BRIM_VERSION__,
        url: urlOf(env),
        runJob: (job) => runJob(job, now),
        sealer,
        openWorkspace: stores.open,
        swapCredentials: pipeline.swapCredentials,
        swapAnswer: pipeline.swapAnswer,
        forgetKeys: () => {},
        now,
        newId,
      },
      command,
    )
  } finally {
    await pipeline.close()
    await stores.close()
    control.close()
  }
}

function orUndefined(error: unknown): undefined {
  if (!(error instanceof FolderInUse)) throw error
}
