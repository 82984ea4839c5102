import { expect, onTestFinished, test } from 'vitest'
import { createMailer, MailRefused } from './mailer.ts'
import { invitationMessage, resetMessage } from './messages.ts'
import { linkIn, startTestSmtp } from './test-smtp.ts'

const from = 'Brim <brim@example.com>'

async function mailing(options: Parameters<typeof startTestSmtp>[0] = {}) {
  const smtp = await startTestSmtp(options)
  const mailer = createMailer({ url: smtp.url, from })
  onTestFinished(async () => {
    await mailer.close()
    await smtp.close()
  })
  return { smtp, mailer }
}

test('a message arrives as it was written, at who it is for', async () => {
  const { smtp, mailer } = await mailing()
  const link = 'https://brim.example.com/console/reset#token=abc'
  await mailer.send(resetMessage({ to: 'ada@example.com', link }))
  const [one] = smtp.received
  expect(one?.to).toEqual(['ada@example.com'])
  expect(one?.text).toContain('From: Brim <brim@example.com>')
  expect(one?.text).toContain('If it wasn’t you, do nothing')
  expect(one && linkIn(one)).toBe(link)
})

test('a password is shown to the server, and no message goes out with a wrong one', async () => {
  const credentials = { user: 'brim', pass: 'p@ss:word/' }
  const { smtp, mailer } = await mailing({ credentials })
  const message = { to: 'ada@example.com', subject: 'x', text: 'x' }
  await mailer.send(message)
  expect(smtp.received).toMatchObject([{ user: 'brim' }])
  const wrong = createMailer({ url: smtp.url.replace('p%40ss', 'other'), from })
  await expect(wrong.send(message)).rejects.toThrow(MailRefused)
  expect(smtp.received).toHaveLength(1)
})

test('why a server refuses is told without whom', async () => {
  const { mailer } = await mailing({ isRefusing: true })
  const sending = mailer.send({ to: 'ada@example.com', subject: 'x', text: 'x' })
  await expect(sending).rejects.toThrow(/^EENVELOPE 550$/)
})

test('nobody writes to others, or into the head, by what they call themselves or the workspace', async () => {
  const { smtp, mailer } = await mailing()
  const evil = 'Eve\r\nBcc: all@example.com\r\n\r\n'
  const message = { by: evil, workspace: `${evil}<b>`, role: 'viewer', link: 'https://x', days: 1 }
  await mailer.send(invitationMessage({ ...message, to: 'ada@example.com' }))
  const [one] = smtp.received
  expect(one?.to).toEqual(['ada@example.com'])
  expect(one?.text).not.toMatch(/^Bcc:/im)
  await mailer
    .send({ to: 'ada@example.com, all@example.com', subject: 'x', text: 'x' })
    .catch(() => {})
  expect(smtp.received.flatMap((each) => each.to)).not.toContain('all@example.com')
})

test('what is on its way is finished before it hangs up', async () => {
  const smtp = await startTestSmtp()
  onTestFinished(smtp.close)
  const mailer = createMailer({ url: smtp.url, from })
  const sending = mailer.send({ to: 'ada@example.com', subject: 'x', text: 'x' })
  await mailer.close()
  expect(smtp.received).toHaveLength(1)
  await sending
})
