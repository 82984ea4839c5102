/** Namespaces of a libSQL server: one has to be made before its first use, at the admin address. */

import { LibsqlError } from '@libsql/client'
import type { ServerLocation } from './location.ts'
import { unreachable } from './server-fetch.ts'

const patienceMs = 10_000

/** The operator has to do something about it. */
export class NamespaceMissing extends Error {
  override name = 'NamespaceMissing'
}

/** Whether this is how the server says that it does not have the namespace. */
export function isNamespaceMissing(error: unknown): boolean {
  if (!(error instanceof LibsqlError) || error.code !== 'SERVER_ERROR') return false
  return (error.cause as { status?: unknown } | undefined)?.status === 404
}

/** Makes it, or leaves it as it is where another node was faster. */
export async function createNamespace(location: ServerLocation, namespace: string): Promise<void> {
  const { admin, url } = location
  if (!admin) {
    throw new NamespaceMissing(
      `The database server ${hostOf(url)} has no namespace ${namespace}: create it there, or set BRIM_DATABASE_ADMIN_URL to its admin address so that Brim does`,
    )
  }
  const response = await ask(admin, `/v1/namespaces/${namespace}/create`)
  if (response.ok) return
  const text = (await response.text()).slice(0, 300)
  if (response.status === 400 && text.includes('already exists')) return
  throw new NamespaceMissing(
    `The admin address ${hostOf(admin.url)} did not create the namespace ${namespace}: ${response.status} ${
      response.status === 401 ? 'check BRIM_DATABASE_ADMIN_KEY' : text
    }`,
  )
}

async function ask({ url, key }: NonNullable<ServerLocation['admin']>, path: string) {
  try {
    return await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key ? { authorization: `basic ${key}` } : {}),
      },
      // The server's default is `relaxed`: a power cut could take what was acknowledged.
      body: JSON.stringify({ durability_mode: 'strong' }),
      signal: AbortSignal.timeout(patienceMs),
    })
  } catch (error) {
    const cause = error instanceof Error ? error : undefined
    throw new LibsqlError(
      `The admin address ${hostOf(url)} is away`,
      unreachable,
      undefined,
      undefined,
      cause,
    )
  }
}

/** Without what may be secret in an address. */
export function hostOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/(?:[^/@]*@)?/, '').replace(/[/?#].*$/, '')
}
