/**
 * What Zendesk sends of tickets: its own events, and what an author has written into the trigger that
 * notifies the webhook. Events tell Zendesk's ids only; a trigger can tell the SaaS's own.
 * https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
 */
import { createHash } from 'node:crypto'
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
import { timeIn } from '../time.ts'
import { taggedId } from './tagged-id.ts'
import { deskId, longestText, tagsIn, textIn } from './text.ts'

const ofEvents = 'zen:event-type:'

export function readZendesk(body: unknown): Incoming[] {
  if (!isRecord(body)) throw notZendesk()
  if (typeof body.type === 'string' && body.type.startsWith(ofEvents)) return [eventIn(body)]
  if (isRecord(body.ticket)) return [triggerIn(body, body.ticket)]
  throw notZendesk()
}

const notZendesk = () =>
  new Unreadable(
    'ticket',
    'This is neither an event of Zendesk’s nor has it a "ticket": copy the body for the trigger from the source’s page',
  )

function eventIn(body: Foreign): Incoming {
  const { id, type, time } = body
  const detail = recordOf(body.detail)
  const event = recordOf(body.event)
  const description = textIn(detail.description)
  const comment = recordOf(event.comment)
  const shown = {
    ...detail,
    ...(detail.description === undefined ? {} : { description }),
  }
  const said =
    Object.keys(comment).length > 0
      ? { comment: { ...comment, body: textIn(comment.body) } }
      : event
  return {
    raw: { id, type, time, detail: shown, event: said },
    kept: { id, type, time, ticket: deskId(detail.id) },
    read: () => eventMessage(body, detail, event),
  }
}

function eventMessage(body: Foreign, detail: Foreign, event: Foreign): Message {
  // A ticket and its first comment are two events of one action: it is one inquiry.
  const action = idOf(recordOf(recordOf(event.meta).sequence).id)
  const says = saidInEvent(body, detail, event)
  const ofAction = action === null ? null : `${action}:${idOf(detail.id)}`
  return {
    ...nobody,
    id: taggedId(says) ?? ofAction ?? idOf(body.id),
    at: timeIn(body.time, 'time'),
    says,
  }
}

function saidInEvent(body: Foreign, detail: Foreign, event: Foreign): Statement {
  const comment = recordOf(event.comment)
  const opening = `${textIn(detail.subject)}\n${textIn(detail.description)}`.trim()
  switch (String(body.type).slice(ofEvents.length)) {
    case 'ticket.created':
      if (!isOfRequester(detail)) return notOfCustomer
      return inquiryIn('opened', { text: opening, detail, ticket: detail })
    case 'ticket.comment_added':
      if (recordOf(comment.author).is_staff === true || comment.is_public === false)
        return notOfCustomer
      return inquiryIn('replied', { text: textIn(comment.body), detail, ticket: detail })
    case 'ticket.tags_changed':
      return inquiryIn('tagged', {
        text: opening,
        detail,
        ticket: detail,
        added: tagsIn(event.tags_added),
      })
    default:
      return {
        kind: 'nothing',
        why: `${textIn(body.type).slice(0, 80)} is not read: a new ticket, a customer’s comment and new tags are`,
      }
  }
}

const notOfCustomer: Statement = { kind: 'nothing', why: 'It was not written by the customer' }

/** A colleague opens a ticket under the customer's name; a form of the SaaS's own does too, by the API. */
function isOfRequester(detail: Foreign): boolean {
  const submitter = idOf(detail.submitter_id)
  const isForm = ['web_service', 'api'].includes(String(recordOf(detail.via).channel))
  return isForm || submitter === null || submitter === idOf(detail.requester_id)
}

function triggerIn(body: Foreign, ticket: Foreign): Incoming {
  const id = deskId(ticket.id)
  if (id === null) throw new Unreadable('ticket.id', 'A ticket needs its "id"')
  const shown = { ...body, ticket: { ...ticket, message: textIn(ticket.message) } }
  return {
    raw: shown,
    kept: { ticket: id, updated_at: ticket.updated_at },
    read: () => triggerMessage(body, ticket),
  }
}

function triggerMessage(body: Foreign, ticket: Foreign): Message {
  const requester = recordOf(body.requester)
  const organization = recordOf(body.organization)
  const company = idOf(organization.external_id)
  const text = `${textIn(ticket.subject)}\n${textIn(ticket.message)}`.trim()
  const happened = happenedIn(body, ticket)
  const email = textIn(requester.email).trim().slice(0, 200)
  return {
    ...nobody,
    // Sent again it is the same to the letter; a further message has another time or another text.
    id: createHash('sha256').update(JSON.stringify(body)).digest('base64url'),
    at: timeIn(ticket.updated_at, 'ticket.updated_at'),
    user: idOf(requester.external_id),
    groups: company === null ? {} : { '': company },
    traits: email === '' ? {} : { email },
    says: inquiryIn(happened, {
      text: happened === 'replied' ? textIn(ticket.message) : text,
      detail: {
        requester_id: requester.id,
        organization_id: organization.id,
        who: email || textIn(requester.name) || textIn(organization.name),
      },
      ticket,
      properties: body,
    }),
  }
}

/** As the body says; else what was never changed since it was made is new. */
function happenedIn(body: Foreign, { created_at, updated_at }: Foreign): Happening {
  if (body.happened === 'opened' || body.happened === 'replied') return body.happened
  return created_at !== undefined && created_at !== updated_at ? 'replied' : 'opened'
}

type Said = {
  text: string
  detail: Foreign
  ticket: Foreign
  added?: string[]
  properties?: Foreign
}

function inquiryIn(
  happened: Happening,
  { text, detail, ticket, added = [], properties }: Said,
): Statement {
  const id = deskId(ticket.id)
  if (id === null) throw new Unreadable('detail.id', 'A ticket needs its id')
  const tags = tagsIn(ticket.tags)
  return {
    kind: 'inquiry',
    inquiry: {
      happened,
      words: text.slice(0, longestText),
      tags,
      added,
      about: { help_desk: 'zendesk', happened, conversation: id, tags },
      requester: requesterIn(detail),
    },
    properties: properties ?? { ticket: detail },
  }
}

/** The organization first: who says whose it is says it for all in it. */
function requesterIn(detail: Foreign): { id: string; who: string } | null {
  const organization = deskId(detail.organization_id)
  const requester = deskId(detail.requester_id)
  const id =
    organization === null ? requester && `requester:${requester}` : `organization:${organization}`
  const who = textIn(detail.who)
  if (id === null) return who === '' ? null : { id: `email:${who.toLowerCase()}`, who }
  return { id, who: (who || id.replace(':', ' ')).slice(0, 200) }
}
