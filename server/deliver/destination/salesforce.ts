/**
 * Salesforce: a task on the account that carries our id in a field of its own. Brim signs in as itself
 * (client credentials), keeps the token in memory, and signs in once more where it is over.
 */
import type { TargetOf } from '../../../shared/destination/setup.ts'
import { jsonIn } from '../answered.ts'
import type { Answer, Call, Message } from '../call.ts'
import { isKeptBack, makeOwned, type Owned } from '../make-owned.ts'
import type { Found, Owners } from '../owners.ts'
import type { OfAccount } from '../send.ts'
import { clip, storyOf } from '../story.ts'
import { judge, type Verdict, verdict } from '../verdict.ts'

type Salesforce = TargetOf<'salesforce'>
type Session = { token: string; instance: string }

const version = '/services/data/v62.0'

/** Where an origin of Salesforce is asked; another only for tests. */
type At = (origin: string) => string

export type SendToSalesforce = (
  call: Call,
  target: Salesforce,
  outgoing: OfAccount,
) => Promise<Verdict>

export function createSalesforce(at: At, owners: Owners): SendToSalesforce {
  const sessions = new Map<string, Session>()

  const signIn = async (call: Call, target: Salesforce): Promise<Session | Verdict> => {
    const answer = await call(signInOf(target, at(target.settings.domain)))
    if (answer.status !== 200) return judgeSignIn(answer)
    const { access_token: token, instance_url: instance } = jsonIn(answer) as Record<
      string,
      unknown
    >
    if (typeof token !== 'string' || !isInstance(instance)) {
      return verdict({ ...answer, body: '' }, 'fault', 'Signed in, but not as Salesforce does')
    }
    return { token, instance }
  }

  const open = async (call: Call, target: Salesforce): Promise<Session | Verdict> => {
    const key = keyOf(target)
    const known = sessions.get(key)
    if (known) return known
    const made = await signIn(call, target)
    if ('token' in made) sessions.set(key, made)
    return made
  }

  return async (call, target, outgoing) => {
    const session = await open(call, target)
    if (!('token' in session)) return session
    const first = await tell(asking(call, session, at), owners, { target, outgoing })
    if (first.status !== 401) return first
    sessions.delete(keyOf(target))
    const renewed = await open(call, target)
    if (!('token' in renewed)) return renewed
    return tell(asking(call, renewed, at), owners, { target, outgoing })
  }
}

/** Whose Salesforce. */
const keyOf = ({ settings, credentials }: Salesforce) =>
  JSON.stringify([settings.domain, credentials])

type Ask = (path: string, method: Message['method'], body?: unknown) => Promise<Answer>

function asking(call: Call, { token, instance }: Session, at: At): Ask {
  return (path, method, body) =>
    call({
      url: at(instance) + version + path,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'user-agent': 'Brim',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}

async function tell(
  ask: Ask,
  owners: Owners,
  { target, outgoing }: { target: Salesforce; outgoing: OfAccount },
): Promise<Verdict> {
  const account = await findAccount(ask, target, outgoing)
  if (typeof account !== 'string') return account
  // A task has no id of ours: whether an attempt that broke off has made it, is looked up.
  if (outgoing.attempt > 1) {
    const made = await ask(queryPath(madeBefore(outgoing.id)), 'GET')
    if (made.status !== 200) return judgeSalesforce(made)
    if (((jsonIn(made) as { totalSize?: number }).totalSize ?? 0) > 0) {
      return verdict(made, 'delivered')
    }
  }
  const { rep = null, now } = outgoing
  const crm = `salesforce ${keyOf(target)}`
  return makeOwned({
    rep,
    fallback: target.settings.owner,
    otherwise: 'the user that Brim signs in as',
    find: (email) => owners.find({ crm, email, now }, () => findUser(ask, email)),
    forget: (email) => owners.forget({ crm, email }),
    make: async (owned) => {
      const task = taskOf(outgoing, { account, ...owned })
      return judgeSalesforce(await ask('/sobjects/Task', 'POST', task))
    },
  })
}

const queryPath = (soql: string) => `/query?q=${encodeURIComponent(soql)}`

async function findUser(ask: Ask, email: string): Promise<Found | Verdict> {
  const answer = await ask(queryPath(userOf(email)), 'GET')
  if (answer.status === 200) {
    const { records } = jsonIn(answer) as { records?: { Id?: unknown }[] }
    const id = Array.isArray(records) ? records[0]?.Id : undefined
    return typeof id === 'string'
      ? { id }
      : { id: null, why: 'whom Salesforce does not know as a user' }
  }
  const judged = judgeSalesforce(answer)
  if (!isKeptBack(judged)) return judged
  return { id: null, why: `and Salesforce does not tell Brim its users: ${judged.error}` }
}

/** Guests of portals and of Chatter may have that address too, and can own no task. */
export function userOf(email: string): string {
  const text = email.replaceAll(/[\\']/g, '\\$&')
  return `SELECT Id FROM User WHERE Email = '${text}' AND IsActive = true AND UserType = 'Standard' ORDER BY CreatedDate LIMIT 1`
}

/** The account’s id there, or why there is none. */
async function findAccount(
  ask: Ask,
  { settings: { externalId, createsAccounts } }: Salesforce,
  { message: { data } }: OfAccount,
): Promise<string | Verdict> {
  // A slash within an id is part of it.
  const path = `/sobjects/Account/${externalId}/${encodeURIComponent(data.account)}`
  const found = await ask(`${path}?fields=Id`, 'GET')
  if (found.status === 300) {
    return verdict(found, 'refused', `Several accounts have this ${externalId}: make it unique`)
  }
  if (found.status === 200) return idIn(found, 'Id')
  if (found.status !== 404) return judgeSalesforce(found)
  if (!createsAccounts) {
    return verdict(found, 'refused', `No account has this ${externalId}`)
  }
  const name = data.traits?.account?.name
  const made = await ask(path, 'PATCH', {
    Name: clip(typeof name === 'string' ? name : data.account, 255),
  })
  if (made.status === 200 || made.status === 201) return idIn(made, 'id')
  // Somebody else has made it a moment ago; the answer has no body.
  if (made.status === 204) return verdict(made, 'fault', 'The account has just been made: again')
  return judgeSalesforce(made)
}

function idIn(answer: Answer, name: 'Id' | 'id'): string | Verdict {
  const id = (jsonIn(answer) as Record<string, unknown>)[name]
  return typeof id === 'string'
    ? id
    : verdict(answer, 'fault', 'Answered, but not as Salesforce does')
}

export function signInOf({ credentials }: Salesforce, origin: string): Message {
  const { clientId, clientSecret } = credentials
  return {
    url: `${origin}/services/oauth2/token`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      'user-agent': 'Brim',
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  }
}

/** Where a token says that its API is: an address that somebody else has chosen. */
export function isInstance(url: unknown): url is string {
  return (
    typeof url === 'string' && /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.salesforce\.com$/i.test(url)
  )
}

/** `CallObject` is for the id of who made it, and can be searched. */
export function taskOf(
  { id, message, home, now }: OfAccount,
  { account, owner, mentions }: Owned & { account: string },
) {
  const { title, lines, facts, link, foot } = storyOf(message, home)
  const told = facts.map(({ name, value }) => `${name}: ${value}`)
  if (mentions) told.push(`For ${mentions}`)
  return {
    Subject: clip(title, 255),
    Description: clip([...lines, ...told, ...(link ? [link] : []), foot].join('\n'), 32_000),
    WhatId: account,
    ...(owner ? { OwnerId: owner } : {}),
    Priority: 'Normal',
    Status: 'Not Started',
    ActivityDate: new Date(now).toISOString().slice(0, 10),
    CallObject: id,
  }
}

/** Ids of deliveries are letters, digits, `-` and `_`: nothing in them ends the text. */
function madeBefore(id: string): string {
  return `SELECT Id FROM Task WHERE CallObject = '${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}' LIMIT 1`
}

/** Errors come as a list: `[{ message, errorCode }]`. */
export function judgeSalesforce(answer: Answer): Verdict {
  const told = jsonIn(answer)
  const [first] = Array.isArray(told) ? (told as { message?: string; errorCode?: string }[]) : []
  const said = first?.errorCode
    ? `Salesforce says: ${first.errorCode}, ${clip(String(first.message ?? ''), 300)}`
    : null
  if (first?.errorCode === 'REQUEST_LIMIT_EXCEEDED') {
    return verdict(answer, 'throttled', said)
  }
  if (/^(UNABLE_TO_LOCK_ROW|SERVER_UNAVAILABLE)$/.test(first?.errorCode ?? '')) {
    return verdict(answer, 'fault', said)
  }
  const judged = judge(answer)
  return judged.meaning === 'delivered' ? judged : { ...judged, error: said ?? judged.error }
}

/** What is wrong with the credentials can be put right. Their answer may repeat them: it is not kept. */
function judgeSignIn(answer: Answer): Verdict {
  const { error, error_description: more } = jsonIn(answer) as Record<string, unknown>
  const said = typeof error === 'string' ? `${error}, ${String(more ?? '')}` : `${answer.status}`
  return verdict({ ...answer, body: '' }, 'fault', `Salesforce lets nobody in: ${clip(said, 300)}`)
}
