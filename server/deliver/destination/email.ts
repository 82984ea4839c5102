/** An e-mail by the operator’s mail server: plain text, to one address, which may be that of a team. */
import type { TargetOf } from '../../../shared/destination/setup.ts'
import type { Outgoing } from '../send.ts'
import { clip, storyOf } from '../story.ts'
import { unset, type Verdict } from '../verdict.ts'

export type Mail = { to: string; subject: string; text: string; id?: string }
/** Rejects with the code of what went wrong: `EENVELOPE 550`. */
export type SendMail = (mail: Mail) => Promise<void>

export async function send(
  mail: SendMail | null,
  target: TargetOf<'email'>,
  outgoing: Outgoing,
): Promise<Verdict> {
  if (!mail) return unset('Brim has no mail server: the operator sets BRIM_SMTP_URL')
  try {
    await mail(mailOf(target, outgoing))
    return { status: null, answer: null, error: null, meaning: 'delivered' }
  } catch (error) {
    return judgeMail(error instanceof Error ? error.message : '')
  }
}

/** `id`: what mail programs know a repeated one by. */
export function mailOf({ settings }: TargetOf<'email'>, { id, message, home }: Outgoing): Mail {
  const { title, lines, facts, link, foot } = storyOf(message, home)
  const reasons = lines.map((one) => `- ${one}`)
  const about = facts.map(({ name, value }) => `${name}: ${value}`)
  const parts = [[title], reasons, about, link ? [link] : [], [foot]]
  return {
    to: settings.to,
    subject: clip(title, 200),
    text: parts
      .filter((part) => part.length > 0)
      .map((part) => part.join('\n'))
      .join('\n\n'),
    id,
  }
}

/** 5xx to the address or the content is a no; all else is the mail server’s own trouble. */
export function judgeMail(said: string): Verdict {
  const [, code = '', response = ''] = /^(\w+)(?: (\d{3}))?$/.exec(said) ?? []
  const isNo = /^(EENVELOPE|EMESSAGE)$/.test(code) && response.startsWith('5')
  const error = `The mail server did not take it (${said || 'it does not say why'})`
  const status = response ? Number(response) : null
  return { status, answer: null, error, meaning: isNo ? 'refused' : 'fault' }
}
