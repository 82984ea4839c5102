import { expect, onTestFinished, test } from 'vitest'
import { hourMs } from '../../../../shared/value/duration.ts'
import { createMailer } from '../../../mail/mailer.ts'
import { linkIn, startTestSmtp } from '../../../mail/test-smtp.ts'
import { codeAt } from '../../../second-factor/totp.ts'
import { testApp } from '../../../test-app.ts'

const url = 'https://brim.example.com'
const fresh = 'a password that is new'

async function mailing(options: Parameters<typeof startTestSmtp>[0] = {}) {
  const smtp = await startTestSmtp(options)
  const mail = createMailer({ url: smtp.url, from: 'Brim <brim@example.com>' })
  const at = await testApp({ url, mail })
  onTestFinished(async () => {
    await mail.close()
    await smtp.close()
  })
  const post = (path: string, body: unknown, headers = {}) =>
    at.request('POST', `/console/api${path}`, body, { origin: url, ...headers })
  const forgot = (email: string, headers = {}) => post('/auth/forgot-password', { email }, headers)
  const linked = async (email = at.owner.email) => {
    expect((await forgot(email)).status).toBe(202)
    return linkIn(await smtp.next()).split('#token=')[1] ?? ''
  }
  const renew = (token: string, password = fresh) =>
    post('/auth/reset-password', { token, password })
  const enter = (password: string, code?: string) =>
    post('/auth/sign-in/email', { email: at.owner.email, password, code })
  return { ...at, smtp, post, forgot, linked, renew, enter }
}

test('a link by mail gives a new password, once, and ends every session', async () => {
  const { linked, renew, enter, signIn, post, owner } = await mailing()
  const there = await signIn()
  const token = await linked()
  expect(await (await post('/auth/reset-password/look', { token })).json()).toEqual({
    email: owner.email,
  })
  // A mistake does not use it up.
  expect((await renew(token, 'short')).status).toBe(400)
  const answers = await Promise.all([renew(token), renew(token, 'another one, as long')])
  expect(answers.map((one) => one.status).sort()).toEqual([200, 403])
  const taken = answers[0]?.ok ? fresh : 'another one, as long'
  expect((await there('GET', '/me/sessions')).status).toBe(401)
  expect((await enter(owner.password)).status).toBe(401)
  expect((await enter(taken)).status).toBe(200)
  expect((await renew(token)).status).toBe(403)
  expect((await post('/auth/reset-password/look', { token })).status).toBe(403)
})

test('who asks learns nothing of who is here', async () => {
  const { forgot, smtp, owner } = await mailing()
  const answers = await Promise.all(['nobody@example.com', owner.email].map((one) => forgot(one)))
  const texts = await Promise.all(answers.map((one) => one.text()))
  expect(answers.map((one) => one.status)).toEqual([202, 202])
  expect(texts[0]).toBe(texts[1])
  expect((await smtp.next()).to).toEqual([owner.email])
  expect(smtp.received).toHaveLength(1)
})

test('a link leads to where Brim is, whatever the request says of that', async () => {
  const { forgot, smtp, owner } = await mailing()
  const spoofed = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
  expect((await forgot(owner.email, spoofed)).status).toBe(202)
  expect(linkIn(await smtp.next())).toMatch(
    /^https:\/\/brim\.example\.com\/console\/reset#token=\w{43}$/,
  )
})

test('a link ends after an hour, with the next password, and with its use all others', async () => {
  const { linked, renew, clock, signIn, owner } = await mailing()
  const late = await linked()
  clock.now += hourMs
  expect((await renew(late)).status).toBe(403)
  const [first, second] = [await linked(), await linked()]
  const ask = await signIn()
  const change = { currentPassword: owner.password, newPassword: fresh }
  expect((await ask('POST', '/auth/change-password', change)).status).toBe(200)
  expect((await renew(first)).status).toBe(403)
  expect((await renew(second)).status).toBe(403)
  clock.now += hourMs
  const [third, fourth] = [await linked(), await linked()]
  expect((await renew(third)).status).toBe(200)
  expect((await renew(fourth)).status).toBe(403)
})

test('three links an hour go to one address, and twenty are asked for from one place', async () => {
  const { forgot, smtp, owner, clock } = await mailing()
  for (let i = 0; i < 5; i++) expect((await forgot(owner.email)).status).toBe(202)
  await Promise.all([1, 2, 3].map(() => smtp.next()))
  for (let i = 0; i < 15; i++) expect((await forgot(`n${i}@example.com`)).status).toBe(202)
  const refused = await forgot('bob@example.com')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600'])
  expect(smtp.received).toHaveLength(3)
  clock.now += hourMs
  expect((await forgot('BOB@example.com')).status).toBe(202)
  expect((await smtp.next()).to).toEqual(['bob@example.com'])
})

test('a new password is no second factor', async () => {
  const { linked, renew, enter, signIn, owner, clock } = await mailing()
  const ask = await signIn()
  const begun = await ask('POST', '/me/second-factor', { password: owner.password })
  const { secret } = (await begun.json()) as { secret: string }
  await ask('POST', '/me/second-factor/confirm', { code: codeAt(secret, clock.now) })
  expect((await renew(await linked())).status).toBe(200)
  expect(await (await enter(fresh)).json()).toEqual({ done: false, needs: 'code' })
  clock.now += 30_000
  expect(await (await enter(fresh, codeAt(secret, clock.now))).json()).toEqual({ done: true })
})

test('of a link the database has only the hash', async () => {
  const { linked, deps } = await mailing()
  const token = await linked()
  const { rows } = await deps.control.client.execute('SELECT * FROM password_resets')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('without mail nobody is promised any', async () => {
  const { request } = await testApp()
  const address = '/console/api/auth/forgot-password'
  expect(await (await request('GET', address)).json()).toEqual({ byMail: false })
  const asked = await request('POST', address, { email: 'ada@example.com' })
  expect(asked.status).toBe(409)
})

test('an invitation is mailed where somebody says to whom, and told either way', async () => {
  const { smtp, signIn, post } = await mailing()
  const ask = await signIn()
  const invite = { role: 'editor', days: 3, email: 'eve@example.com' }
  const made = await ask('POST', '/w/w1/people/invitations', invite)
  const { token, mailed } = (await made.json()) as { token: string; mailed: string }
  expect([made.status, mailed]).toEqual([201, 'sent'])
  const message = await smtp.next()
  expect(message.to).toEqual(['eve@example.com'])
  expect(message.text).toContain('Ada invites you to the workspace First on Brim, as editor')
  expect(linkIn(message)).toBe(`${url}/console/join#token=${token}`)
  expect((await post('/join/look', { token })).status).toBe(200)
  const plain = await ask('POST', '/w/w1/people/invitations', { role: 'editor' })
  expect(await plain.json()).toMatchObject({ mailed: null })
})

test('a mail server that refuses keeps no link back, and its words stay out of the log', async () => {
  const { signIn, forgot, owner, logged } = await mailing({ isRefusing: true })
  const ask = await signIn()
  const invite = { role: 'editor', email: 'eve@example.com' }
  const made = await ask('POST', '/w/w1/people/invitations', invite)
  expect([made.status, await made.json()]).toMatchObject([201, { mailed: 'failed' }])
  expect((await forgot(owner.email)).status).toBe(202)
  await expect.poll(() => logged.length).toBe(2)
  expect(JSON.stringify(logged)).toContain('EENVELOPE')
  expect(JSON.stringify(logged)).not.toContain('@example.com')
})
