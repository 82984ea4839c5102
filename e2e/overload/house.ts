// A server with two workspaces in use: one that floods, and one that sends little.
import { join } from 'node:path'
import { createToken } from '../../server/store/control/keys.ts'
import { createFirstWorkspace } from '../../server/store/control/setup.ts'
import { openControlStore } from '../../server/store/open.ts'
import { publishAll } from '../durability/workspace.ts'
import { type Brim, startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'

export type Tenant = { id: string; secretKey: string }
export type House = { brim: Brim; loud: Tenant; quiet: Tenant }

/** A workspace with a key, in the data folder of a server that does not run. */
export const moveIn = async (dataDir: string, id: string): Promise<Tenant> => {
  const control = await openControlStore({ kind: 'files', folder: dataDir })
  const secretKey = createToken('secret')
  const at = Date.now()
  await createFirstWorkspace(control.db, {
    workspace: { id, name: id },
    // Nobody logs in.
    owner: { id, name: id, email: `${id}@example.com`, passwordHash: 'none', at },
    keys: [
      {
        id: `key_${id}`,
        workspace: id,
        kind: 'secret',
        name: id,
        token: secretKey,
        origins: [],
        at,
      },
    ],
    at,
  })
  control.close()
  return { id, secretKey }
}

export const startHouse = async (env: Record<string, string>): Promise<House> => {
  const dataDir = join(createScratch('overload'), 'data')
  const loud = await moveIn(dataDir, 'wloud')
  const quiet = await moveIn(dataDir, 'wquiet')
  const brim = await startBrim({ dataDir, env })
  for (const { secretKey } of [loud, quiet]) await publishAll(brim.url, secretKey)
  return { brim, loud, quiet }
}
