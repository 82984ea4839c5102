/**
 * HubSpot: the account’s company, and a task, a note or a custom event on it. Companies are known by a
 * property of ours with unique values; one that is there already is found by its domain and linked.
 * `domain` itself is not unique, and HubSpot makes doubles of companies that come by its API.
 */
import { createHash } from 'node:crypto'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import { jsonIn, reasonIn } from '../answered.ts'
import type { Answer, Call, Message } from '../call.ts'
import { escapeHtml } from '../escape-html.ts'
import { isKeptBack, makeOwned, type Owned } from '../make-owned.ts'
import type { Found, Owners } from '../owners.ts'
import type { OfAccount } from '../send.ts'
import { clip, storyOf } from '../story.ts'
import { judge, unset, type Verdict, verdict } from '../verdict.ts'

const origin = 'https://api.hubapi.com'

type HubSpot = TargetOf<'hubspot'>
type Company = { id: string; properties: Record<string, string | null> }

/** HubSpot’s own ids of what a task and a note are to a company. */
const associations = { task: 192, note: 190 } as const

export type SendToHubSpot = (call: Call, target: HubSpot, outgoing: OfAccount) => Promise<Verdict>

/** `at`: where an origin of HubSpot is asked; another only for tests. */
export function createHubSpot(at: (origin: string) => string, owners: Owners): SendToHubSpot {
  const base = at(origin)
  return (call, target, outgoing) => {
    const ask: Ask = (path, body, method = 'POST') =>
      call(requestOf(base + path, target, body, method))
    return tell(ask, owners, { target, outgoing })
  }
}

async function tell(
  ask: Ask,
  owners: Owners,
  { target, outgoing }: { target: HubSpot; outgoing: OfAccount },
): Promise<Verdict> {
  const company = await findCompany(ask, target, outgoing)
  if (typeof company !== 'string') return company
  const { creates } = target.settings
  if (creates === 'event') {
    const event = eventOf(target, outgoing, company)
    return event ? judgeHubSpot(await ask('/events/v3/send', event)) : unset(noEventName)
  }
  // A task has no id of ours: whether an attempt that broke off has made it, is looked up.
  if (outgoing.attempt > 1) {
    const made = await ask(`/crm/v3/objects/${creates}s/search`, madeBefore(creates, outgoing.id))
    if (made.status !== 200) return judgeHubSpot(made)
    if (resultsOf(made).length > 0) return verdict(made, 'delivered')
  }
  const { rep = null, now } = outgoing
  const crm = `hubspot ${target.credentials.token}`
  return makeOwned({
    rep,
    fallback: target.settings.owner,
    otherwise: 'nobody',
    find: (email) => owners.find({ crm, email, now }, () => findOwner(ask, email)),
    forget: (email) => owners.forget({ crm, email }),
    make: async (owned) => {
      const engagement = engagementOf(target, outgoing, { company, ...owned })
      return judgeHubSpot(await ask(`/crm/v3/objects/${creates}s`, engagement))
    },
  })
}

const noEventName = 'It makes events, and no event name is set'

type Ask = (path: string, body?: unknown, method?: Message['method']) => Promise<Answer>

async function findOwner(ask: Ask, email: string): Promise<Found | Verdict> {
  const answer = await ask(ownersPath(email), undefined, 'GET')
  if (answer.status === 200) {
    const { results } = jsonIn(answer) as { results?: { id?: unknown; email?: unknown }[] }
    const owner = (Array.isArray(results) ? results : []).find(
      (one) => String(one.email).toLowerCase() === email,
    )
    return typeof owner?.id === 'string'
      ? { id: owner.id }
      : { id: null, why: 'whom HubSpot does not know as a user' }
  }
  const judged = judgeHubSpot(answer)
  if (!isKeptBack(judged)) return judged
  const said = answer.status === 403 ? 'it takes the scope crm.objects.owners.read' : judged.error
  return { id: null, why: `and HubSpot does not tell Brim its owners: ${said}` }
}

export const ownersPath = (email: string) =>
  `/crm/v3/owners/?${new URLSearchParams({ email, limit: '1', archived: 'false' })}`

/** The company’s id, or why there is none. */
async function findCompany(
  ask: Ask,
  { settings }: HubSpot,
  { message: { data } }: OfAccount,
): Promise<string | Verdict> {
  const { property, domainTrait } = settings
  const traits = data.traits?.account ?? {}
  const domain = Object.hasOwn(traits, domainTrait) ? domainOf(traits[domainTrait]) : undefined
  const name = typeof traits.name === 'string' ? traits.name : data.account
  const found = await ask(
    '/crm/v3/objects/companies/search',
    searchOf(property, data.account, domain),
  )
  if (found.status !== 200) return judgeHubSpot(found)
  const all = resultsOf(found)
  const own = all.find((one) => one.properties[property] === data.account)
  if (own) return own.id
  const unlinked = all.find((one) => !one.properties[property])
  if (unlinked) {
    const path = `/crm/v3/objects/companies/${encodeURIComponent(unlinked.id)}`
    const linked = await ask(path, { properties: { [property]: data.account } }, 'PATCH')
    return linked.status === 200 ? unlinked.id : judgeHubSpot(linked)
  }
  const made = await ask(
    '/crm/v3/objects/companies/batch/upsert',
    upsertOf({ property, account: data.account, name, domain }),
  )
  // 207: some could not be, and we sent one.
  const [company] = resultsOf(made)
  if ((made.status === 200 || made.status === 201) && company) return company.id
  return made.status < 300 ? verdict(made, 'refused', reasonOf(made)) : judgeHubSpot(made)
}

function requestOf(
  url: string,
  { credentials }: HubSpot,
  body: unknown,
  method: Message['method'],
): Message {
  return {
    url,
    method,
    headers: {
      authorization: `Bearer ${credentials.token}`,
      accept: 'application/json',
      'user-agent': 'Brim',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

/** Filter groups are joined by "or": ours, or the one of this domain. */
export function searchOf(property: string, account: string, domain: string | undefined) {
  const is = (propertyName: string, value: string) => ({
    filters: [{ propertyName, operator: 'EQ', value }],
  })
  return {
    filterGroups: [is(property, account), ...(domain ? [is('domain', domain)] : [])],
    properties: [property, 'domain'],
    limit: 10,
  }
}

type Upsert = { property: string; account: string; name: string; domain: string | undefined }

export function upsertOf({ property, account, name, domain }: Upsert) {
  const properties = { [property]: account, name, ...(domain ? { domain } : {}) }
  return { inputs: [{ id: account, idProperty: property, properties }] }
}

/** A task or a note, whose text is HTML to HubSpot. */
export function engagementOf(
  { settings: { creates } }: HubSpot,
  { id, message, home, now }: OfAccount,
  { company, owner, mentions }: Owned & { company: string },
) {
  const kind = creates === 'note' ? 'note' : 'task'
  const { title, lines, facts, link, foot } = storyOf(message, home)
  const told = [...lines, ...facts.map(({ name, value }) => `${name}: ${value}`)]
  if (mentions) told.push(`For ${mentions}`)
  const parts = [...(kind === 'note' ? [title] : []), ...told, ...(link ? [link] : [])]
  const text = [...parts, `${foot} ${id}`].map(escapeHtml).join('<br>')
  const owned = owner ? { hubspot_owner_id: owner } : {}
  return {
    properties:
      kind === 'task'
        ? {
            hs_timestamp: new Date(now).toISOString(),
            hs_task_subject: clip(title, 200),
            hs_task_body: text,
            hs_task_status: 'NOT_STARTED',
            hs_task_priority: 'MEDIUM',
            hs_task_type: 'TODO',
            ...owned,
          }
        : { hs_timestamp: new Date(now).toISOString(), hs_note_body: text, ...owned },
    associations: [
      {
        to: { id: company },
        types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: associations[kind] }],
      },
    ],
  }
}

function madeBefore(creates: 'task' | 'note', id: string) {
  const filter = { propertyName: `hs_${creates}_body`, operator: 'CONTAINS_TOKEN', value: id }
  return { filterGroups: [{ filters: [filter] }], limit: 1 }
}

/** `uuid` is what HubSpot knows a repeated one by. */
export function eventOf(
  { settings }: HubSpot,
  { id, message, home }: OfAccount,
  company: string,
): object | undefined {
  if (!settings.eventName) return undefined
  const { title, lines } = storyOf(message, home)
  return {
    eventName: settings.eventName,
    objectId: company,
    occurredAt: message.timestamp,
    uuid: uuidOf(id),
    properties: { brim_type: message.type, brim_title: title, brim_evidence: lines.join('\n') },
  }
}

function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** A day’s worth of requests is used up: that is told as 429 as well. */
export function judgeHubSpot(answer: Answer): Verdict {
  const judged = judge(answer)
  // 409: another attempt has made it a moment ago.
  if (answer.status === 409) return verdict(answer, 'fault', reasonOf(answer))
  return judged.meaning === 'refused' ? { ...judged, error: reasonOf(answer) } : judged
}

function resultsOf(answer: Answer): Company[] {
  const { results } = jsonIn(answer) as { results?: Partial<Company>[] }
  return (Array.isArray(results) ? results : []).flatMap(({ id, properties }) =>
    typeof id === 'string' ? [{ id, properties: properties ?? {} }] : [],
  )
}

function reasonOf(answer: Answer): string {
  const said = reasonIn(answer)
  return said ? `HubSpot says: ${said}` : `Answered ${answer.status}`
}

/** `https://www.acme.com/x` and `Acme.com` are `acme.com`. */
export function domainOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim().toLowerCase()
  const address = /^https?:\/\//.test(text) ? text : `https://${text}`
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : ''
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? host : undefined
}
