/** What Brim writes to people. */
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

/** What people have called something, on one line and no longer than is read. */
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 120)
