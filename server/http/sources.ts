/** Sources, for the API and the console alike. What they sign with comes in here and never goes out. */
import type { Actor } from '../../shared/audit/actor.ts'
import { faultOfSecret } from '../../shared/event/signing-secret.ts'
import {
  defaultMapping,
  isHelpDesk,
  isServerOnly,
  type NewSource,
  type SavedSource,
  type Source,
  type SourceChange,
  type SourceMapping,
  type Vendor,
  vendorNames,
} from '../../shared/event/source.ts'
import type { Deps } from '../deps.ts'
import { addKey, createToken, revokeKey } from '../store/control/keys.ts'
import * as stored from '../store/control/sources.ts'
import { ApiError, invalid } from './answer/api-error.ts'
import {
  createWebhookSecret,
  openWebhookSecret,
  sealWebhookSecret,
} from './inbound/webhook-secret.ts'

type Where = { deps: Deps; workspace: string }
/** Where it is done, and by whom. */
export type ChangingSource = Where & { by: Actor }

const unknown = () => new ApiError('not_found', 'There is no such source')

/** Newest first. */
export async function listSources({ deps, workspace }: Where): Promise<Source[]> {
  // What came a moment ago has been used.
  await deps.keys.flush()
  return (await stored.listSources(deps.control.db, workspace)).map(told)
}

export async function findSource(where: Where, id: string): Promise<Source> {
  await where.deps.keys.flush()
  return told(await keyOf(where, id))
}

/** As it is stored: with its secret, sealed. */
export async function keyOf({ deps, workspace }: Where, id: string): Promise<stored.SourceKey> {
  const found = await stored.findSource(deps.control.db, { workspace, id })
  if (!found) throw unknown()
  return found
}

export async function createSource(
  { deps, workspace, by }: ChangingSource,
  { vendor, sender, name }: NewSource,
): Promise<SavedSource> {
  const id = deps.newId('source')
  const token = createToken('source')
  const webhook =
    vendor === 'segment_webhook' ? createWebhookSecret(deps.sealer, { workspace, id }) : null
  const source = {
    vendor,
    sender,
    mapping: defaultMapping(vendor),
    sealed: webhook?.sealed ?? null,
  }
  const at = deps.now()
  const key = { id, workspace, kind: 'source', name, token, source, at } as const
  await addKey(deps.control.db, { ...key, origins: [] }, by)
  const made = await keyOf({ deps, workspace }, id)
  return { source: told(made), secret: webhook?.secret ?? token }
}

export async function changeSource(
  { deps, workspace, by }: ChangingSource,
  { id, change }: { id: string; change: SourceChange },
): Promise<Source> {
  const { source } = await keyOf({ deps, workspace }, id)
  if (change.mapping) checkTopics(source.vendor, change.mapping)
  const doing = { by, at: deps.now() }
  const changed = await stored.changeSource(deps.control.db, { workspace, id }, change, doing)
  switch (changed.kind) {
    case 'not_found':
      throw unknown()
    case 'conflict':
      throw new ApiError(
        'conflict',
        `Somebody else has saved the mapping of “${changed.source.name}” meanwhile: look at theirs first`,
      )
    case 'changed':
      deps.keys.forget()
      return told(changed.source)
    default:
      return changed satisfies never
  }
}

/** A help desk is asked about something, and nothing else is. */
export function checkTopics(vendor: Vendor, { topics }: SourceMapping): void {
  if (isHelpDesk(vendor) === (topics !== undefined)) return
  const message = isHelpDesk(vendor)
    ? 'The mapping of a help desk needs its topics'
    : `${vendorNames[vendor]} is no help desk: topics are for Intercom and Zendesk`
  throw invalid([{ path: 'mapping.topics', message }])
}

/** What billing or a help desk has made to sign with; it is only ever written. */
export async function giveSecret(
  changing: ChangingSource,
  { id, secret }: { id: string; secret: string },
): Promise<Source> {
  const found = await keyOf(changing, id)
  const { vendor } = found.source
  if (!isServerOnly(vendor)) {
    throw new ApiError('conflict', `${vendorNames[vendor]} makes no secret to be given here`)
  }
  const message = faultOfSecret(vendor, secret)
  if (message !== null) throw invalid([{ path: 'secret', message }])
  // Given again it changes nothing, and there is nothing to tell.
  if (openWebhookSecret(changing.deps.sealer, found) === secret) return told(found)
  return seal(changing, id, secret)
}

/** Another secret for what signs with one of Brim's: the one before is no good from then on. */
export async function rotateSecret(changing: ChangingSource, id: string): Promise<SavedSource> {
  const { vendor } = (await keyOf(changing, id)).source
  if (vendor !== 'segment_webhook') {
    const instead = isServerOnly(vendor)
      ? `${vendorNames[vendor]} makes its secret itself: give it the new one`
      : 'A write key stays what it is: make another source, change over, then revoke this one'
    throw new ApiError('conflict', instead)
  }
  const { deps, workspace } = changing
  const { secret } = createWebhookSecret(deps.sealer, { workspace, id })
  return { source: await seal(changing, id, secret), secret }
}

async function seal({ deps, workspace, by }: ChangingSource, id: string, secret: string) {
  const sealed = sealWebhookSecret(deps.sealer, { workspace, id }, secret)
  const doing = { by, at: deps.now() }
  if (!(await stored.sealSource(deps.control.db, { workspace, id }, sealed, doing))) throw unknown()
  deps.keys.forget()
  return told(await keyOf({ deps, workspace }, id))
}

export async function revokeSource({ deps, workspace, by }: ChangingSource, id: string) {
  await keyOf({ deps, workspace }, id)
  const doing = { by, at: deps.now() }
  if (!(await revokeKey(deps.control.db, { workspace, id }, doing))) throw unknown()
  deps.keys.forget()
  return { revoked: id }
}

function told(key: stored.SourceKey): Source {
  const { id, name, token, prefix, last4, createdAt, lastUsedAt } = key
  const { vendor, sender, mapping, sealed } = key.source
  const text = token ?? `${prefix}…${last4}`
  const what = { id, name, vendor, sender, mapping, revision: stored.revisionOf(key), text }
  return { ...what, hasSecret: sealed !== null, createdAt, lastUsedAt }
}
