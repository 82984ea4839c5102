import { expect, onTestFinished, test } from 'vitest'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import { createMailer } from '../../mail/mailer.ts'
import { startTestSmtp } from '../../mail/test-smtp.ts'
import { createSend } from '../send.ts'
import { outgoing } from '../test-vendor.ts'
import { judgeMail, mailOf } from './email.ts'

const email: TargetOf<'email'> = {
  kind: 'email',
  settings: { to: 'sales@example.com' },
  credentials: null,
}
const call = () => Promise.reject(new Error('no mail'))

async function sending(options: Parameters<typeof startTestSmtp>[0] = {}) {
  const smtp = await startTestSmtp(options)
  const mailer = createMailer({ url: smtp.url, from: 'Brim <brim@example.com>' })
  onTestFinished(async () => {
    await mailer.close()
    await smtp.close()
  })
  return { smtp, send: createSend({ call, mail: mailer.send }) }
}

test('a mail says who is ready and why, and is known again when it comes twice', async () => {
  const { smtp, send } = await sending()
  for (let attempt = 1; attempt <= 2; attempt++) {
    expect(await send(email, outgoing({}, { attempt }))).toMatchObject({ meaning: 'delivered' })
  }
  expect(smtp.received.map((one) => one.to)).toEqual([['sales@example.com'], ['sales@example.com']])
  const ids = smtp.received.map((one) => /^Message-ID: (.+)$/im.exec(one.text)?.[1])
  expect(ids).toEqual([expect.stringContaining('msg_1'), ids[0]])
  expect(mailOf(email, outgoing()).text).toBe(
    [
      'Brim sample account: Keeps hitting the export paywall',
      '- Paywall hits on “export” in 7 days: 5',
      'User: Sam Sample\nPlan: free\nSeats: 9',
      'https://brim.example/console/accounts/brim-sample',
      'Brim',
    ].join('\n\n'),
  )
})

test('nobody writes into the head by what their account is called', async () => {
  const { smtp, send } = await sending()
  const name = 'Acme\r\nBcc: all@example.com\r\n\r\n'
  await send(email, outgoing({ traits: { account: { name } } } as never))
  expect(smtp.received[0]?.to).toEqual(['sales@example.com'])
  expect(smtp.received[0]?.text).not.toMatch(/^Bcc:/im)
})

test('an address that is refused is a no, and says nothing of whom', async () => {
  const { send } = await sending({ isRefusing: true })
  expect(await send(email, outgoing())).toEqual({
    status: 550,
    answer: null,
    error: 'The mail server did not take it (EENVELOPE 550)',
    meaning: 'refused',
  })
})

test('without a mail server it says what is missing', async () => {
  const send = createSend({ call })
  expect(await send(email, outgoing())).toMatchObject({
    meaning: 'fault',
    error: expect.stringContaining('BRIM_SMTP_URL'),
  })
})

test.each([
  ['EENVELOPE 450', 'fault'],
  ['EMESSAGE 554', 'refused'],
  ['EAUTH 535', 'fault'],
  ['ECONNECTION', 'fault'],
  ['', 'fault'],
])('%j is %s', (said, meaning) => {
  expect(judgeMail(said).meaning).toBe(meaning)
})
