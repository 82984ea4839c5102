/** All of it as text, for a colleague or an issue: ids and codes, no traits, no values, no token. */
import type { Why } from './ask-why.ts'
import type { Inside } from './inside.ts'
import type { Line } from './log.ts'

type Parts = { version: string; api: string; inside: Inside; lines: Line[]; why: Why | undefined }

export function reportOf({ version, api, inside, lines, why }: Parts): string {
  const [head, who, isAllowed, entries, armed, waitMs, problem] = inside
  const report = {
    brim: version,
    api,
    key: head.key,
    at: head.sentAt,
    page: head.page,
    locale: head.locale,
    device: head.device,
    user: who?.user.id ?? null,
    account: who?.account?.id ?? null,
    hasToken: Boolean(who?.token ?? who?.getToken),
    isAllowed,
    waiting: entries.map(({ item }) => (item.type === 'event' ? item.name : item.type)),
    waitMs,
    problem: problem ?? null,
    armed: armed.map(({ placement, nudge, decisionId, format, page, ghost, expiresAt }) => ({
      placement,
      nudge,
      decisionId,
      format,
      page,
      ghost,
      expiresAt: new Date(expiresAt).toISOString(),
    })),
    log: lines.map(({ at, kind, text }) => `${new Date(at).toISOString()} ${kind}: ${text}`),
    why: why?.kind === 'told' ? whyOf(why.answer.placements) : null,
  }
  return JSON.stringify(report, null, 2)
}

type Told = Extract<Why, { kind: 'told' }>['answer']['placements']

/** By placement and nudge: what stopped it. */
function whyOf(placements: Told) {
  return Object.fromEntries(
    placements.map(({ placement, nudges }) => [
      placement,
      Object.fromEntries(nudges.map(({ nudge, said }) => [nudge, said])),
    ]),
  )
}
