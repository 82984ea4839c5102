/** The workspace that the demo lives in: made and seeded at the first start, found at the others. */

import { createHmac } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { hashPassword } from 'better-auth/crypto'
import { brim } from '../shared/audit/actor.ts'
import { seedDemo } from './demo/seed.ts'
import type { SigningKey } from './demo/token.ts'
import { placeOf } from './identity/key.ts'
import type { Pipeline } from './pipeline/pipeline.ts'
import type { Sealer } from './seal.ts'
import { addIdentityKey, setIdentityMode } from './store/control/identity.ts'
import { listKeys, setOrigins } from './store/control/keys.ts'
import { createFirstWorkspace } from './store/control/setup.ts'
import { hasWorkspace } from './store/control/workspaces.ts'
import { fileOf, type StoreLocation } from './store/location.ts'
import type { Store } from './store/open.ts'

export const demoWorkspace = 'demo'
export const demoLogin = { email: 'demo@brim.local', password: 'brim-demo' }
const publishableKeyId = 'key_demo_website'

export type DemoKeys = { publishable: string; secret: string }

/** The same at every start on the same data, without being stored anywhere in clear. */
export function demoKeys(secret: string): DemoKeys {
  const derive = (what: string) =>
    createHmac('sha256', secret).update(`demo ${what}`).digest('hex').slice(0, 40)
  return { publishable: `pk_demo${derive('website')}`, secret: `sk_demo${derive('backend')}` }
}

/** What Tideboard's backend signs with; as good as stored, and as little. */
export function demoIdentity(secret: string): SigningKey {
  const derived = createHmac('sha256', secret).update('demo identity').digest('base64url')
  return { kid: 'kid_tideboard', secret: `ids_${derived}`, workspace: demoWorkspace }
}

/**
 * The demo's pages prove who is on them, and its console reports on it. Once: what somebody changes
 * there stays as they want it.
 */
export async function keepDemoIdentity(
  { db }: Store,
  sealer: Sealer,
  { kid, secret, workspace }: SigningKey,
  now: number,
): Promise<void> {
  const key = { id: kid, workspace, createdAt: now }
  const sealed = sealer.seal(secret, placeOf(key))
  const added = { ...key, algorithm: 'HS256', sealed, publicKey: null } as const
  const isNew = await addIdentityKey(db, added, brim)
  if (isNew) await setIdentityMode(db, workspace, 'report', { by: brim, at: now })
}

type Given = {
  control: Store
  location: StoreLocation
  pipeline: Pipeline
  keys: DemoKeys
  now: number
}

/** Answers whether it had to be made. It counts as made once it is complete. */
export async function makeDemoWorkspace(given: Given): Promise<boolean> {
  const { control, location, pipeline, keys, now } = given
  if (await hasWorkspace(control.db, demoWorkspace)) return false
  if (location.kind === 'files') await removeRest(location.folder)
  await seedDemo({ pipeline, workspace: demoWorkspace, now, rep: demoLogin.email })
  const key = { workspace: demoWorkspace, at: now, origins: [] }
  const { email, password } = demoLogin
  const passwordHash = await hashPassword(password)
  await createFirstWorkspace(control.db, {
    workspace: { id: demoWorkspace, name: 'Tideboard' },
    owner: { id: 'person_demo', name: 'Demo', email, passwordHash, at: now },
    keys: [
      {
        ...key,
        id: publishableKeyId,
        kind: 'publishable',
        name: 'Website',
        token: keys.publishable,
      },
      { ...key, id: 'key_demo_backend', kind: 'secret', name: 'Backend', token: keys.secret },
    ],
    at: now,
  })
  return true
}

/** The demo's pages may use the key from wherever this server is reached today, which comes first. */
export async function allowDemoOrigins(
  control: Store,
  origins: string[],
  now: number,
): Promise<void> {
  const keys = await listKeys(control.db, demoWorkspace)
  const known = keys.find((key) => key.id === publishableKeyId)?.origins ?? []
  const all = [...new Set([...origins, ...known])]
  const which = { workspace: demoWorkspace, id: publishableKeyId }
  await setOrigins(control.db, which, { origins: all }, { by: brim, at: now })
}

/** What a start that was cut short has left. */
async function removeRest(folder: string): Promise<void> {
  const file = fileOf(folder, { kind: 'workspace', id: demoWorkspace })
  for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true })
}
