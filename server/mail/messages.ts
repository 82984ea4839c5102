/** What Brim writes to people. */
import type { DestinationTrouble, Trouble } from '../../shared/destination/trouble.ts'
import type { Message } from './mailer.ts'

type Reset = { to: string; link: string }

export const resetMessage = ({ to, link }: Reset): Message => ({
  to,
  subject: 'A new password for Brim',
  text: [
    'Somebody, you we hope, asked for a new password for Brim. Choose it here within an hour:',
    link,
    'If it wasn’t you, do nothing: your password stays as it is.',
  ].join('\n\n'),
})

type Invitation = {
  to: string
  by: string
  workspace: string
  role: string
  link: string
  days: number
}

export const invitationMessage = (invitation: Invitation): Message => {
  const { to, role, link, days } = invitation
  const [by, workspace] = [invitation.by, invitation.workspace].map(oneLine)
  return {
    to,
    subject: `${by} invites you to ${workspace} on Brim`,
    text: [
      `${by} invites you to the workspace ${workspace} on Brim, as ${role}. Come in here:`,
      link,
      `The link lets in one person, and is good for ${days === 1 ? 'a day' : `${days} days`}.`,
    ].join('\n\n'),
  }
}

type Troubled = DestinationTrouble & { to: string; workspace: string; link: string | null }

/** What each trouble means, and what helps. */
const troubleWords: Record<Trouble, { subject: string; lines: string[] }> = {
  failing: {
    subject: 'gets nothing from Brim',
    lines: [
      'Every message of the last hour has failed. Brim goes on trying, and nothing is lost: what waits goes out when it answers again.',
      'After five days of nothing but failures Brim stops trying and keeps what waits.',
    ],
  },
  stopped: {
    subject: 'was stopped after five days of failures',
    lines: [
      'For five days nothing has arrived there, so Brim tries no more. Nothing is lost: what it is to hear waits.',
      'Put it right, send a sample to see that it works, then resume. What had failed before can be sent again from the same page.',
    ],
  },
  gone: {
    subject: 'wants nothing more from Brim',
    lines: [
      'It has answered that it is gone for good, so Brim sends nothing there.',
      'If that is a mistake, put it right at the other end and resume; what had failed can be sent again from the same page.',
    ],
  },
}

export const troubleMessage = (troubled: Troubled): Message => {
  const { to, destination, trouble, since, error, link } = troubled
  const [name, workspace] = [troubled.name, troubled.workspace].map(oneLine)
  const { subject, lines } = troubleWords[trouble]
  return {
    to,
    subject: `${name} ${subject}`,
    text: [
      `The destination ${name} of the workspace ${workspace}: ${lines[0]}`,
      ...lines.slice(1),
      ...(error ? [`The last attempt: ${oneLine(error)}`] : []),
      ...(link ? [link] : []),
    ].join('\n\n'),
    id: `${destination}-${trouble}-${since ?? 0}`,
  }
}

/** What people have called something, on one line and no longer than is read. */
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 120)
