/** An e-mail by the operator’s mail server: plain text, to one address, which may be that of a team. */
import { lackInWords } from '../../../shared/destination/lack.ts'
import type { Message } from '../../../shared/destination/message.ts'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import type { Outgoing } from '../send.ts'
import { clip, type Story, storyOf, type Votes } from '../story.ts'
import { unset, type Verdict } from '../verdict.ts'

export type Mail = { to: string; subject: string; text: string; id?: string }
/** Rejects with the code of what went wrong: `EENVELOPE 550`. */
export type SendMail = (mail: Mail) => Promise<void>

export async function send(
  mail: SendMail | null,
  target: TargetOf<'email'>,
  outgoing: Outgoing,
): Promise<Verdict> {
  if (!mail) return unset(lackInWords.mail_server)
  try {
    await mail(mailOf(target, outgoing))
    return { status: null, answer: null, error: null, meaning: 'delivered' }
  } catch (error) {
    return judgeMail(error instanceof Error ? error.message : '')
  }
}

/** `id`: what mail programs know a repeated one by. */
export function mailOf({ settings }: TargetOf<'email'>, outgoing: Outgoing): Mail {
  const { id, message, home, voteLink } = outgoing
  const { title, lines, facts, link, votes, parts: told, foot } = storyOf(message, home, voteLink)
  const reasons = lines.map((one) => `- ${one}`)
  const about = facts.map(({ name, value }) => `${name}: ${value}`)
  const parts = [
    [title],
    ...told.map(partInText),
    reasons,
    about,
    link ? [link] : [],
    votesInText(votes),
    [foot],
  ]
  return {
    to: recipientOf(message) ?? settings.to,
    subject: clip(title, 200),
    text: parts
      .filter((part) => part.length > 0)
      .map((part) => part.join('\n'))
      .join('\n\n'),
    id,
  }
}

/** A rep’s own mail goes to them; the destination says that it goes by mail. */
function recipientOf(message: Message): string | null {
  return message.type === 'alert' || message.type === 'digest' ? message.data.rep : null
}

const partInText = ({ title, lines, link, votes }: Story['parts'][number]) => [
  title,
  ...lines.map((one) => `- ${one}`),
  ...(link ? [link] : []),
  ...votesInText(votes),
]

const votesInText = (votes: Votes | null) =>
  votes ? ['Was this worth it?', `Yes: ${votes.yes}`, `No: ${votes.no}`] : []

/** 5xx to the address or the content is a no; all else is the mail server’s own trouble. */
export function judgeMail(said: string): Verdict {
  const [, code = '', response = ''] = /^(\w+)(?: (\d{3}))?$/.exec(said) ?? []
  const isNo = /^(EENVELOPE|EMESSAGE)$/.test(code) && response.startsWith('5')
  const error = `The mail server did not take it (${said || 'it does not say why'})`
  const status = response ? Number(response) : null
  return { status, answer: null, error, meaning: isNo ? 'refused' : 'fault' }
}
