// Mails to people that must not be lost: what is written with a link, tried again, and given up.
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'
import { createMailer, type Mailer, MailRefused, type Message } from '../mail/mailer.ts'
import { startTestSmtp } from '../mail/test-smtp.ts'
import { testApp } from '../test-app.ts'
import { createPost } from './post.ts'

const url = 'https://brim.example.com'

/** A mail server that is away until it is told otherwise. */
function createMails(fault: Error | null = new MailRefused({ code: 'ECONNECTION' })) {
  const sent: Message[] = []
  const tried: Message[] = []
  const state = { fault }
  const mail: Mailer = {
    async send(message) {
      tried.push(message)
      if (state.fault) throw state.fault
      sent.push(message)
    },
    close: async () => {},
  }
  return { mail, sent, tried, state }
}

async function posting(fault?: Error | null) {
  const mails = createMails(fault)
  const at = await testApp({ url, mail: mails.mail })
  const ada = await at.signIn()
  const invite = async (days = 7) => {
    const body = { role: 'viewer', days, email: 'eve@example.com' }
    return (await ada('POST', '/w/w1/people/invitations', body)).json()
  }
  const listed = async () => (await (await ada('GET', '/w/w1/people')).json()).invitations
  const rows = async () => (await at.deps.control.client.execute('SELECT * FROM mails')).rows
  const { post } = at.deps
  if (!post) throw new Error('there is no post')
  return { ...at, ...mails, ada, invite, listed, rows, post }
}

test('what does not go out is tried again, under the same id, and then is sent', async () => {
  const { invite, listed, sent, tried, state, clock, post } = await posting()
  const { mailed, token } = await invite()
  expect(mailed).toBe('waiting')
  expect(await listed()).toMatchObject([{ mail: 'waiting' }])
  await post.sweep()
  expect(tried).toHaveLength(1)
  clock.now += minuteMs
  await post.sweep()
  expect(tried).toHaveLength(2)
  state.fault = null
  clock.now += 2 * minuteMs
  await post.sweep()
  await post.sweep()
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ to: 'eve@example.com' })
  expect(sent[0]?.text).toContain(`${url}/console/join#token=${token}`)
  expect(new Set(tried.map(({ id }) => id)).size).toBe(1)
  expect(tried[0]?.id).toMatch(/^mail_/)
  expect(await listed()).toMatchObject([{ mail: 'sent' }])
})

test('it is given up in the end, and that is told by its code, in the list, in the log and in figures', async () => {
  const { invite, listed, tried, clock, post, logged, deps } = await posting()
  await invite(30)
  for (let hour = 0; hour < 48; hour++) {
    clock.now += hourMs
    await post.sweep()
  }
  expect(tried).toHaveLength(8)
  expect(await listed()).toMatchObject([{ mail: 'failed' }])
  const told = logged.filter((one) => JSON.stringify(one).includes('a mail is given up'))
  expect(told).toMatchObject([[{ message: 'ECONNECTION', attempts: 8 }, 'a mail is given up']])
  const figures = await deps.metrics.text()
  expect(figures).toContain('brim_mails_total{result="retried"} 7')
  expect(figures).toContain('brim_mails_total{result="failed"} 1')
})

test('whom there is not is not written to again', async () => {
  const gone = new MailRefused({ code: 'EENVELOPE', responseCode: 550 })
  const { invite, tried, clock, post } = await posting(gone)
  expect((await invite()).mailed).toBe('failed')
  clock.now += dayMs
  await post.sweep()
  expect(tried).toHaveLength(1)
})

test('of what is written nothing can be read, and nothing is kept once it is over', async () => {
  const { invite, rows, state, clock, post } = await posting()
  const { token } = await invite()
  const [waiting] = await rows()
  expect(waiting?.sealed).toBeTruthy()
  expect(JSON.stringify(waiting)).not.toMatch(new RegExp(`eve|example|${token}`))
  state.fault = null
  clock.now += minuteMs
  await post.sweep()
  expect(await rows()).toMatchObject([{ sealed: null, next_at: null, error: null }])
})

test('what a node had begun when it died another brings on, and two at once send it once', async () => {
  const { invite, deps, sent, tried, mail, state, clock, rows } = await posting()
  // It was written, leased, and never settled.
  await invite()
  const leased = clock.now + 120_000
  await deps.control.client.execute({ sql: 'UPDATE mails SET next_at = ?', args: [leased] })
  state.fault = null
  const { control, sealer, now, newId } = deps
  const node = () =>
    createPost({
      ...{ control, sealer, mail, now, newId },
      onFault: () => {},
      onResult: () => {},
    })
  const nodes = [node(), node(), node()]
  const sweep = () => Promise.all(nodes.map((one) => one.sweep()))
  await sweep()
  expect(tried).toHaveLength(1)
  clock.now = leased
  await sweep()
  expect(sent).toHaveLength(1)
  expect(await rows()).toMatchObject([{ attempts: 2 }])
})

test('a link that is good no more is not mailed', async () => {
  const { invite, ada, listed, tried, clock, post, rows, request, owner, deps } = await posting()
  await invite()
  const [{ id }] = await listed()
  expect((await ada('DELETE', `/w/w1/people/invitations/${id}`)).status).toBe(200)
  expect(await rows()).toEqual([])
  const forgot = { email: owner.email }
  await request('POST', '/console/api/auth/forgot-password', forgot, { origin: url })
  while (tried.length < 2) await new Promise((resolve) => setImmediate(resolve))
  const change = { currentPassword: owner.password, newPassword: 'another long password' }
  expect((await ada('POST', '/auth/change-password', change)).status).toBe(200)
  expect(await deps.control.client.execute('SELECT * FROM mails')).toMatchObject({ rows: [] })
  clock.now += hourMs
  await post.sweep()
  expect(tried).toHaveLength(2)
})

test('nobody has more than fifty invitations mailed in an hour; links they make as they like', async () => {
  const { ada, invite, sent, clock } = await posting(null)
  for (let i = 0; i < 50; i++) expect((await invite()).mailed).toBe('sent')
  expect((await invite()).error.code).toBe('rate_limited')
  expect((await ada('POST', '/w/w1/people/invitations', { role: 'viewer' })).status).toBe(201)
  expect(sent).toHaveLength(50)
  clock.now += hourMs
  expect((await invite()).mailed).toBe('sent')
})

test.each(['mails', 'invitations', 'audit'])(
  'an invitation and its mail stand together, whichever fails: %s',
  async (table) => {
    const { ada, deps, rows, listed, tried } = await posting()
    const { client } = deps.control
    await client.execute(
      `CREATE TRIGGER broken BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'full'); END`,
    )
    const body = { role: 'viewer', email: 'eve@example.com' }
    const answer = await ada('POST', '/w/w1/people/invitations', body)
    expect(answer.status).toBeGreaterThanOrEqual(500)
    await client.execute('DROP TRIGGER broken')
    expect([await rows(), await listed(), tried]).toEqual([[], [], []])
  },
)

test('a forgotten password is mailed by a server that comes back', async () => {
  const smtp = await startTestSmtp()
  const real = createMailer({ url: smtp.url, from: 'Brim <brim@example.com>' })
  onTestFinished(async () => {
    await real.close()
    await smtp.close()
  })
  let isAway = true
  let tried = 0
  const mail: Mailer = {
    async send(message) {
      tried++
      if (isAway) throw new MailRefused({ code: 'ETIMEDOUT' })
      await real.send(message)
    },
    close: async () => {},
  }
  const { request, owner, deps, clock } = await testApp({ url, mail })
  const forgot = { email: owner.email }
  await request('POST', '/console/api/auth/forgot-password', forgot, { origin: url })
  while (tried === 0) await new Promise((resolve) => setImmediate(resolve))
  isAway = false
  clock.now += minuteMs
  // Until the first attempt is settled the mail is leased to it.
  while (smtp.received.length === 0) await deps.post?.sweep()
  expect(smtp.received[0]?.to).toEqual([owner.email])
  expect(smtp.received[0]?.text).toMatch(/#token=\w{43}/)
})
