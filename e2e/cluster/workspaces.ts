// More workspaces than the set-up makes: written where the nodes find them.

import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { createToken } from '../../server/store/control/keys.ts'
import { createFirstWorkspace } from '../../server/store/control/setup.ts'
import { clientConfig } from '../../server/store/location.ts'
import { newWorkspaceId } from '../../server/store/random-text.ts'
import { probeTrigger, send } from '../durability/workspace.ts'
import type { Cluster } from './cluster.ts'

/** Answers their secret keys. */
export const addWorkspaces = async (cluster: Cluster, count: number): Promise<string[]> => {
  const client = createClient(clientConfig(cluster.location, { kind: 'control' }))
  const db = drizzle(client, { casing: 'snake_case' })
  const keys: string[] = []
  for (let i = 0; i < count; i++) {
    const id = newWorkspaceId()
    const token = createToken('secret')
    const at = Date.now()
    const key = {
      id: `key-${id}`,
      workspace: id,
      kind: 'secret' as const,
      name: 'Load',
      token,
      origins: [],
      at,
    }
    await createFirstWorkspace(db, {
      workspace: { id, name: `Load ${i}` },
      owner: { id: 'load', name: 'Load', email: 'load@example.com', passwordHash: '-', at },
      keys: [key],
      at,
    })
    const headers = { authorization: `Bearer ${token}` }
    await send(
      `${cluster.proxy.url}/v1/triggers/probes?publish=true`,
      'PUT',
      probeTrigger(0),
      headers,
    )
    keys.push(token)
  }
  client.close()
  return keys
}
