/**
 * Intercom's notifications of conversations, in the shape of its API from version 2 on (`source`,
 * `contacts`) and in the one before (`conversation_message`, `user`).
 * https://developers.intercom.com/docs/references/webhooks/webhook-models
 */
import type { Happening } from '../../../shared/event/support.ts'
import {
  type Foreign,
  type Incoming,
  idOf,
  isRecord,
  type Message,
  nobody,
  recordOf,
  type Statement,
  Unreadable,
} from '../message.ts'
import { clockIn, timeIn } from '../time.ts'
import { taggedId } from './tagged-id.ts'
import { deskId, tagsIn, textIn, textOfHtml } from './text.ts'

const topics: Readonly<Record<string, Happening>> = {
  'conversation.user.created': 'opened',
  'conversation.user.replied': 'replied',
  'conversation_part.tag.created': 'tagged',
}

/** Who is not one of these writes for the SaaS: an admin, a bot, a team. */
const customers: ReadonlySet<unknown> = new Set(['user', 'lead', 'contact', 'visitor'])

/** When it was first said, by Intercom's clock: epoch ms, null where it does not say. */
export function intercomTime(body: unknown): number | null {
  const at = isRecord(body) ? (clockIn(body.first_sent_at) ?? clockIn(body.created_at)) : null
  return at === null ? null : Date.parse(at)
}

export function readIntercom(body: unknown): Incoming[] {
  if (!isRecord(body) || body.type !== 'notification_event' || typeof body.topic !== 'string') {
    throw new Unreadable(
      'type',
      'This is no notification of Intercom: its type is "notification_event"',
    )
  }
  const { id, topic, created_at } = body
  const item = recordOf(recordOf(body.data).item)
  const kept = { id, topic, created_at, conversation: deskId(item.id) }
  return [
    {
      raw: { id, topic, created_at, data: { item: readPartOf(item) } },
      kept,
      read: () => messageOf(body, item),
    },
  ]
}

function messageOf(body: Foreign, item: Foreign): Message {
  const written = writtenIn(item, happenedIn(body))
  const contact = contactOf(item, written?.author ?? {})
  const company = idOf(recordOf(item.company).company_id)
  const says = saidIn(body, item, { contact, text: written?.text ?? null })
  return {
    ...nobody,
    id: taggedId(says) ?? idOf(body.id),
    at: timeIn(body.created_at, 'created_at'),
    // What Intercom gives a lead as an id is one of its own.
    user: contact.isLead ? null : contact.externalId,
    groups: company === null ? {} : { '': company },
    traits: contact.email === '' ? {} : { email: contact.email },
    says,
  }
}

const happenedIn = ({ topic }: Foreign) => topics[String(topic)]

type Read = { contact: Contact; text: string | null }

function saidIn(body: Foreign, item: Foreign, { contact, text }: Read): Statement {
  const happened = happenedIn(body)
  if (happened === undefined) {
    const isPing = body.topic === 'ping'
    return {
      kind: 'nothing',
      why: isPing
        ? 'A test of Intercom’s: address and secret fit'
        : `${textIn(body.topic).slice(0, 80)} is not read: a new conversation, a customer’s reply and a new tag are`,
    }
  }
  const conversation = deskId(item.id)
  if (item.type !== 'conversation' || conversation === null) {
    throw new Unreadable('data.item', `There is no conversation in "${String(body.topic)}"`)
  }
  if (text === null) return { kind: 'nothing', why: 'It was not written by the customer' }
  const tags = tagNames(item.tags)
  return {
    kind: 'inquiry',
    inquiry: {
      happened,
      words: text,
      tags,
      added: happened === 'tagged' ? tagNames(item.tags_added) : [],
      about: { help_desk: 'intercom', happened, conversation, tags },
      requester: contact.id === null ? null : { id: `contact:${contact.id}`, who: contact.who },
    },
    properties: recordOf(item.custom_attributes),
  }
}

/** What the customer has written and this is about: the newest of a reply, else what it began with. */
function writtenIn(item: Foreign, happened: Happening | undefined) {
  const source = recordOf(item.source ?? item.conversation_message)
  const parts = recordOf(item.conversation_parts).conversation_parts
  const replies = (Array.isArray(parts) ? parts : [])
    .map(recordOf)
    .filter((one) => isOfCustomer(one) && textIn(one.body) !== '')
  const begun = isOfCustomer(source) ? [source] : []
  const [said] = happened === 'replied' ? replies.slice(-1) : [...begun, ...replies]
  if (said) {
    const title = said === source ? textOfHtml(source.subject) || textIn(item.title) : ''
    return { author: recordOf(said.author), text: `${title}\n${textOfHtml(said.body)}`.trim() }
  }
  // A tag may be put on what a colleague has begun: it is about the customer all the same.
  return happened === 'tagged' ? { author: {}, text: '' } : null
}

const isOfCustomer = ({ author }: Foreign) => customers.has(recordOf(author).type)

type Contact = {
  id: string | null
  externalId: string | null
  email: string
  who: string
  isLead: boolean
}

function contactOf(item: Foreign, author: Foreign): Contact {
  const list = recordOf(item.contacts).contacts
  const all = (Array.isArray(list) ? list : []).map(recordOf)
  const contact = all.find((one) => idOf(one.id) === idOf(author.id)) ?? all[0] ?? {}
  const before = recordOf(item.user)
  const id = deskId(contact.id) ?? deskId(before.id) ?? deskId(author.id)
  const email =
    [author.email, contact.email, before.email].map(textIn).find((one) => one !== '') ?? ''
  const name = [author.name, contact.name, before.name].map(textIn).find((one) => one !== '')
  return {
    id,
    externalId: idOf(contact.external_id) ?? idOf(before.user_id),
    email,
    who: (email || name || `contact ${id}`).slice(0, 200),
    isLead: (author.type ?? before.type) === 'lead',
  }
}

const tagNames = (list: unknown): string[] => {
  const all = recordOf(list).tags
  return tagsIn(Array.isArray(all) ? all.map((one) => recordOf(one).name) : [])
}

/** What of it is looked at, for whoever tries rules on it; the rest is of no use to them. */
function readPartOf(item: Foreign): Foreign {
  const cut = (one: unknown): unknown => {
    if (!isRecord(one)) return one
    const { author, body, subject } = one
    return {
      author,
      ...(subject === undefined ? {} : { subject: textIn(subject) }),
      body: textIn(body),
    }
  }
  const parts = recordOf(item.conversation_parts).conversation_parts
  const known = [
    'type',
    'id',
    'title',
    'user',
    'contacts',
    'company',
    'tags',
    'tags_added',
    'custom_attributes',
  ]
  return {
    ...Object.fromEntries(
      known.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
    ),
    ...(item.source === undefined ? {} : { source: cut(item.source) }),
    ...(item.conversation_message === undefined
      ? {}
      : { conversation_message: cut(item.conversation_message) }),
    ...(Array.isArray(parts)
      ? { conversation_parts: { conversation_parts: parts.slice(-1).map(cut) } }
      : {}),
  }
}
