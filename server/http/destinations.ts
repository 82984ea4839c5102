/** Destinations, for the API and the console alike. What opens them comes in here and never goes out. */
import { randomBytes } from 'node:crypto'
import type { Actor } from '../../shared/audit/actor.ts'
import type {
  Attempt,
  Destination,
  DestinationBody,
  SavedDestination,
} from '../../shared/destination/destination.ts'
import { destinationKinds, mostDestinations } from '../../shared/destination/kind.ts'
import { type KindLacks, lackInWords, lackOf } from '../../shared/destination/lack.ts'
import type { CredentialsOf } from '../../shared/destination/setup.ts'
import type { Delivery, DeliveryDetail } from '../../shared/play/delivery.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { sampleOf } from '../deliver/sample.ts'
import type { Deps } from '../deps.ts'
import { findDelivery } from '../store/workspace/queries/deliveries.ts'
import {
  findDestination as findKept,
  type KeptDestination,
  listAttempts,
  listDestinations as listKept,
  readDestination,
} from '../store/workspace/queries/destinations.ts'
import { ApiError, invalid } from './answer/api-error.ts'
import type { Workspace } from './router.ts'

/** Where it is done, and by whom. */
export type Changing = { deps: Deps; workspace: Workspace; by: Actor }

type WebhookCredentials = CredentialsOf<'webhook'>

/** While both secrets sign, a receiver can change over in peace. */
const bothSignMs = dayMs

const unknown = () => new ApiError('not_found', 'There is no such destination')

export async function addDestination(
  { deps, workspace, by }: Changing,
  body: DestinationBody,
): Promise<SavedDestination> {
  const id = deps.newId('dst')
  const own = body.kind === 'webhook' ? { secret: newSecret(), previous: null } : undefined
  const given = own ?? credentialsIn(body)
  if (given === undefined && body.kind !== 'email') {
    throw invalid([{ path: 'credentials', message: 'Needed to send there' }])
  }
  const added = await deps.pipeline.addDestination(workspace.id, {
    ...withoutCredentials(body),
    id,
    credentials: given === undefined ? null : deps.targets.seal(workspace.id, id, given),
    by,
    at: deps.now(),
  })
  if (added === 'taken') {
    throw invalid([{ path: 'key', message: 'Another destination has this key: choose another' }])
  }
  if (added === 'full') {
    throw new ApiError('conflict', `There are ${mostDestinations} destinations: remove one first`)
  }
  return { destination: await find(deps, workspace, id), secret: own?.secret ?? null }
}

/** Credentials that are not given stay as they are. */
export async function changeDestination(
  { deps, workspace, by }: Changing,
  { id, body }: { id: string; body: DestinationBody },
): Promise<Destination> {
  const given = credentialsIn(body)
  const changed = await deps.pipeline.changeDestination(workspace.id, {
    ...withoutCredentials(body),
    id,
    ...(given === undefined ? {} : { credentials: deps.targets.seal(workspace.id, id, given) }),
    by,
    at: deps.now(),
  })
  if (!changed) {
    const known = await find(deps, workspace, id)
    const message = `It is of the kind "${known.kind}", and stays so`
    if (known.kind !== body.kind) throw invalid([{ path: 'kind', message }])
    throw invalid([{ path: 'key', message: `Its key is "${known.key}", and stays so` }])
  }
  deps.deliver(workspace.id)
  return find(deps, workspace, id)
}

/** A new secret for what signs; the one before signs too for a day. */
export async function rotateSecret(
  { deps, workspace, by }: Changing,
  id: string,
): Promise<SavedDestination> {
  const known = await readDestination(workspace.db, id)
  if (!known) throw unknown()
  if (known.kind !== 'webhook') throw new ApiError('conflict', 'Only webhooks are signed by Brim')
  const target = deps.targets.open(workspace.id, known)
  const before = typeof target === 'object' && target.kind === 'webhook' ? target.credentials : null
  const rotated: WebhookCredentials = {
    secret: newSecret(),
    previous: before && { secret: before.secret, until: deps.now() + bothSignMs },
  }
  const isSwapped = await deps.pipeline.swapCredentials(workspace.id, {
    id,
    before: known.credentials,
    after: deps.targets.seal(workspace.id, id, rotated),
    doing: { by, at: deps.now() },
  })
  if (!isSwapped) throw new ApiError('conflict', 'Somebody else has just changed it: look again')
  return { destination: await find(deps, workspace, id), secret: rotated.secret }
}

export async function switchDestination(
  { deps, workspace, by }: Changing,
  { id, to }: { id: string; to: 'on' | 'paused' },
): Promise<Destination> {
  const one = { id, state: to, by, at: deps.now() }
  if (!(await deps.pipeline.switchDestination(workspace.id, one))) throw unknown()
  if (to === 'on') deps.deliver(workspace.id)
  return find(deps, workspace, id)
}

export async function removeDestination({ deps, workspace, by }: Changing, id: string) {
  const isRemoved = await deps.pipeline.removeDestination(workspace.id, { id, by, at: deps.now() })
  if (!isRemoved) throw unknown()
  return { removed: id }
}

/** Sends what it would be told of a signal, now and once, past the outbox. */
export async function sendSample(deps: Deps, workspace: Workspace, id: string): Promise<Attempt> {
  const known = await readDestination(workspace.db, id)
  if (!known) throw unknown()
  const target = deps.targets.open(workspace.id, known)
  if (typeof target === 'string') throw new ApiError('conflict', target)
  const now = deps.now()
  const message = sampleOf(now)
  const { status, answer, error, meaning } = await deps.send(target, {
    id: deps.newId('msg'),
    body: JSON.stringify(message),
    message,
    attempt: 1,
    now,
    home: deps.url,
  })
  const at = deps.now()
  const outcome = meaning === 'delivered' || meaning === 'gone' ? meaning : 'failed'
  return { at, tookMs: at - now, outcome, status, answer, error, note: null }
}

export async function readDelivery({ db }: Workspace, id: string): Promise<DeliveryDetail> {
  const delivery = await findDelivery(db, id)
  if (!delivery) throw new ApiError('not_found', 'There is no such delivery')
  return { delivery, attempts: await listAttempts(db, id) }
}

/** With the same id, and all its attempts before it. */
export async function retryDelivery(
  { deps, workspace, by }: Changing,
  id: string,
): Promise<Delivery> {
  const isThere = await deps.pipeline.retryDelivery(workspace.id, id, { by, at: deps.now() })
  const found = isThere ? await findDelivery(workspace.db, id) : undefined
  if (!found) {
    throw new ApiError('not_found', 'There is no such delivery, or its destination was removed')
  }
  deps.deliver(workspace.id)
  return found
}

export async function retryFailed(
  { deps, workspace, by }: Changing,
  id: string,
): Promise<{ retried: number }> {
  const retried = await deps.pipeline.retryFailed(workspace.id, id, { by, at: deps.now() })
  if (retried === null) throw unknown()
  deps.deliver(workspace.id)
  return { retried }
}

export async function listDestinations(deps: Deps, { db }: Workspace): Promise<Destination[]> {
  const all = await listKept(db, deps.now())
  return all.map((one) => tell(deps, one))
}

async function find(deps: Deps, { db }: Workspace, id: string): Promise<Destination> {
  const found = await findKept(db, id, deps.now())
  if (!found) throw unknown()
  return tell(deps, found)
}

export { find as findDestination }

export function kindLacks({ post }: Deps): KindLacks {
  const lacking = destinationKinds.flatMap((kind) => {
    const what = lackOf(kind, { hasMail: post !== null })
    return what ? [[kind, lackInWords[what]]] : []
  })
  return Object.fromEntries(lacking)
}

function tell({ post }: Deps, kept: KeptDestination): Destination {
  const what = lackOf(kept.kind, { hasMail: post !== null })
  return { ...kept, lacks: what && { what, message: lackInWords[what] } }
}

function credentialsIn(body: DestinationBody): unknown {
  return 'credentials' in body ? body.credentials : undefined
}

function withoutCredentials({ key, kind, name, hears, settings }: DestinationBody) {
  return { key, kind, name, hears, settings: { ...settings } }
}

/** As Standard Webhooks writes it: 24 to 64 random bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
