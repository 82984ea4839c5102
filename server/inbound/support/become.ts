/** What an inquiry becomes: an event with its topic, or one that waits for somebody to say whose it is. */
import type { SourceMapping } from '../../../shared/event/source.ts'
import { issuesOfIds } from '../ids.ts'
import type { Inquiry } from '../message.ts'
import type { Translated } from '../translated.ts'
import { judgeInquiry } from './topic.ts'

export type InquiryContext = {
  mapping: SourceMapping
  /** When it was asked: ISO 8601; null for now. */
  at: string | null
  /** Whose it is by the mapping. */
  account: string | null
  user: string | null
  accountOfRequester?: ((requester: string) => string | null) | undefined
}

export function becomeOfInquiry(inquiry: Inquiry, context: InquiryContext): Translated {
  const { mapping, at, user, accountOfRequester } = context
  const { about, requester } = inquiry
  if (!mapping.topics) return { kind: 'ignored', why: 'The mapping of this source has no topics' }
  const judged = judgeInquiry(inquiry, mapping.topics)
  if (judged.kind === 'left_out') return { kind: 'ignored', why: judged.why }
  const said = {
    name: 'support_inquiry',
    ...(at === null ? {} : { occurredAt: at }),
    properties: { ...about, topic: judged.topic },
  }
  const account = context.account ?? (requester && accountOfRequester?.(requester.id)) ?? null
  if (account === null) {
    return requester
      ? { kind: 'waiting', inquiry: { requester, event: said } }
      : { kind: 'refused', issues: [{ path: '', message: nobodyNamed }] }
  }
  const issues = issuesOfIds(account, user)
  if (issues.length > 0) return { kind: 'refused', issues }
  const event = { ...said, account, ...(user === null ? {} : { user }) }
  return { kind: 'items', items: [{ kind: 'event', event }], leftOut: [] }
}

const nobodyNamed =
  'It names nobody: no account, no user, no address and no id of the help desk’s. Add the requester to the body of the trigger'
