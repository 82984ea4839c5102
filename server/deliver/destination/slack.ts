/**
 * Slack, by an incoming webhook. What customers have named goes as `plain_text`, where nothing is read
 * as a mention or a link; the fallback `text` is escaped.
 */
import type { Message as Told } from '../../../shared/destination/message.ts'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import type { Answer, Message } from '../call.ts'
import type { Outgoing } from '../send.ts'
import { clip, type Story, storyOf, type Votes } from '../story.ts'
import { judge, type Verdict, verdict } from '../verdict.ts'

export const origin = 'https://hooks.slack.com'

/** Of Slack, by its documentation; a text that is cut says so. */
const most = { header: 150, section: 3000, field: 2000, fields: 10, text: 3000, button: 75 }

export function toRequest(
  base: string,
  { credentials }: TargetOf<'slack'>,
  { message, home, voteLink }: Outgoing,
): Message {
  // What Slack gave is a path: where it leads is said here.
  const { pathname } = new URL(credentials.url)
  return {
    url: base + pathname,
    headers: { 'content-type': 'application/json', 'user-agent': 'Brim' },
    body: JSON.stringify(blocksOf(storyOf(message, home, voteLink), repOf(message))),
  }
}

type PlainText = { type: 'plain_text'; text: string; emoji: boolean }

/** Whom it is for, in a channel that several read. */
const repOf = (message: Told) =>
  message.type === 'alert' || message.type === 'digest' ? message.data.rep : null

/** Parts of a digest that a message has room for: Slack takes 50 blocks. */
const mostParts = 20

export function blocksOf(
  { title, lines, facts, link, votes, parts, foot }: Story,
  rep: string | null = null,
) {
  const plain = (text: string, length: number): PlainText => ({
    type: 'plain_text',
    text: clip(text, length),
    emoji: false,
  })
  const button = (text: string, url: string) => ({
    type: 'button',
    text: plain(text, most.button),
    url,
  })
  /** Nothing where there is nothing to press. */
  const actions = (to: { link: string | null; votes: Votes | null }) => {
    const elements = [
      ...(to.link ? [button('Open in Brim', to.link)] : []),
      ...(to.votes ? [button('Worth it', to.votes.yes), button('Not worth it', to.votes.no)] : []),
    ]
    return elements.length > 0 ? [{ type: 'actions', elements }] : []
  }
  const shown = parts.slice(0, mostParts)
  const rest = parts.length - shown.length
  return {
    text: clip(
      escapeText([title, ...shown.map((one) => one.title), ...lines].join('\n')),
      most.text,
    ),
    blocks: [
      { type: 'header', text: plain(title, most.header) },
      ...(lines.length > 0
        ? [
            {
              type: 'section',
              text: plain(lines.map((one) => `• ${one}`).join('\n'), most.section),
            },
          ]
        : []),
      ...(facts.length > 0
        ? [
            {
              type: 'section',
              fields: facts
                .slice(0, most.fields)
                .map(({ name, value }) => plain(`${name}: ${value}`, most.field)),
            },
          ]
        : []),
      ...shown.flatMap((one) => [
        {
          type: 'section',
          text: plain(
            [one.title, ...one.lines.map((line) => `• ${line}`)].join('\n'),
            most.section,
          ),
        },
        ...actions(one),
      ]),
      ...actions({ link, votes }),
      {
        type: 'context',
        elements: [
          plain(
            [
              ...(rest > 0 ? [`${rest} more in Brim`] : []),
              ...(rep ? [`For ${rep}`] : []),
              foot,
            ].join(' · '),
            most.field,
          ),
        ],
      },
    ],
  }
}

/** The three characters that mrkdwn reads as control sequences. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The webhook, its app or its channel are no more: nothing will be taken until somebody acts. */
const overFor =
  /^(no_service|no_team|team_disabled|channel_not_found|channel_is_archived|action_prohibited)/

/** Errors are texts. Slack answers `ok`, and a yes that is no `ok` came from somebody else. */
export function judgeSlack(answer: Answer): Verdict {
  const said = answer.body.trim()
  if (answer.status === 200 && said !== 'ok') {
    return verdict(answer, 'fault', 'Answered 200, but not as Slack does')
  }
  if (answer.status >= 400 && overFor.test(said)) {
    return verdict(answer, 'gone', `Slack says ${said}`)
  }
  const judged = judge(answer)
  return judged.meaning === 'refused'
    ? { ...judged, error: `Slack says ${clip(said, 80)}` }
    : judged
}
