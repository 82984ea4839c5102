// Any node serves any workspace: what one of them did, the others know.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { origin, send } from '../durability/workspace.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { listen } from './listen.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.stop())

const urls = () => cluster.nodes.map((node) => node.url)
const backend = () => ({ authorization: `Bearer ${cluster.workspace.secretKey}` })
const session = (user: string, account: string) => ({
  v: 1,
  key: cluster.workspace.publishableKey,
  user: { id: user },
  account: { id: account },
  page: '/',
  sentAt: new Date().toISOString(),
})
const rows = async (sql: string) => {
  const client = cluster.database()
  try {
    return (await client.execute(sql)).rows
  } finally {
    client.close()
  }
}
const nudge = (more: object) => ({
  name: 'More',
  format: 'inline',
  placement: 'slot:more',
  offer: 'try-team',
  copy: { en: { title: 'More', actions: [{ kind: 'link', label: 'See', url: '/more' }] } },
  ...more,
})
const publish = (url: string | undefined, path: string, body: object) =>
  send(`${url}/v1/${path}?publish=true`, 'PUT', body, backend())

type Synced = { answers: { prompt: { decisionId: string } | null }[]; repeated: number }
const sync = async (url: string, who: object, more: object): Promise<Synced> => {
  const answer = await send(`${url}/b/v1/sync`, 'POST', { ...who, items: [], ...more }, { origin })
  return (await answer.json()) as Synced
}

test('a message that reaches two nodes at once counts once', async () => {
  for (let round = 0; round < 5; round++) {
    const events = Array.from({ length: 20 }, (_, i) => ({
      name: 'twice',
      messageId: `twice-${round}-${i}`,
      account: 'twice',
    }))
    const answers = await Promise.all(
      urls().map(async (url) => {
        const answer = await send(`${url}/v1/events`, 'POST', { events }, backend())
        return (await answer.json()) as { accepted: number; repeated: number }
      }),
    )
    expect(answers.map((one) => one.accepted)).toEqual([20, 20])
    expect(answers.reduce((sum, one) => sum + one.repeated, 0)).toBe(20)
  }
  expect(await rows(`SELECT count(*) AS n FROM events WHERE name = 'twice'`)).toMatchObject([
    { n: 100 },
  ])
})

test('of two who claim an account at once at two nodes one has it', async () => {
  for (let round = 0; round < 5; round++) {
    const claims = await Promise.all(
      urls().map((url, i) =>
        send(
          `${url}/v1/accounts/claimed-${round}/claim`,
          'PUT',
          { by: `rep-${i}` },
          backend(),
        ).then(
          () => 'had',
          (error: Error) => /: (\d+)/.exec(error.message)?.[1],
        ),
      ),
    )
    expect(claims.sort()).toEqual(['409', 'had'])
  }
})

test('a cap holds over tabs that ask and tell two nodes at once', async () => {
  await publish(
    urls()[0],
    'nudges/capped',
    nudge({ placement: 'slot:capped', caps: { perUser: { every: '7d', times: 2 } } }),
  )
  const users = ['ann', 'bea', 'cat']
  for (let round = 0; round < 4; round++) {
    await Promise.all(
      users.map(async (user) => {
        const who = session(user, 'capped')
        const asked = await Promise.all(
          urls().map((url) => sync(url, who, { ask: ['slot:capped'] })),
        )
        const ids = asked.flatMap((one) => one.answers[0]?.prompt?.decisionId ?? [])
        // Two tabs, one prompt: the second node answers what the first has issued.
        expect(new Set(ids).size).toBeLessThanOrEqual(1)
        const items = ids.slice(0, 1).map((decisionId) => ({
          type: 'outcome',
          messageId: `${user}-${round}`,
          decisionId,
          outcome: 'shown',
        }))
        await Promise.all(urls().map((url) => sync(url, who, { items })))
      }),
    )
  }
  expect(
    await rows(
      `SELECT user, count(*) AS n FROM impressions WHERE nudge = 'capped' GROUP BY user ORDER BY user`,
    ),
  ).toMatchObject(users.map((user) => ({ user, n: 2 })))
})

test('whose clock is two days behind goes by the same time as the others', async () => {
  const [slow, right] = urls()
  await publish(
    right,
    'nudges/daily',
    nudge({ placement: 'slot:daily', caps: { perUser: { every: '1d', times: 1 } } }),
  )
  const who = session('fay', 'timely')
  const shown = async (url: string | undefined) => {
    const { answers } = await sync(String(url), who, { ask: ['slot:daily'] })
    const decisionId = answers[0]?.prompt?.decisionId
    if (!decisionId) return false
    const item = { type: 'outcome', messageId: decisionId, decisionId, outcome: 'shown' }
    await sync(String(url), who, { items: [item] })
    return true
  }
  expect([await shown(slow), await shown(right)]).toEqual([true, false])
  const opened = await send(`${slow}/b/v1/open`, 'POST', who, { origin })
  const { ticket } = (await opened.json()) as { ticket: string }
  const page = await listen(`${right}/b/v1/live?ticket=${ticket}`, { origin })
  await page.begun
  page.close()
  expect(cluster.nodes[0]?.logs()).toContain('"behindSeconds":172800')
})

test('what one node publishes the other answers with, at once', async () => {
  const [a, b] = urls()
  const who = session('dan', 'published')
  const ask = async () =>
    (await sync(String(b), who, { ask: ['slot:fresh'] })).answers[0]?.prompt ?? null
  expect(await ask()).toBeNull()
  await publish(a, 'nudges/fresh', nudge({ placement: 'slot:fresh' }))
  expect(await ask()).not.toBeNull()
  await send(`${a}/v1/nudges/fresh/pause`, 'POST', undefined, backend())
  expect(await ask()).toBeNull()
})

test('a page that listens to one node is told what an event at another causes', async () => {
  const [a, b] = urls()
  await publish(a, 'triggers/exports', {
    name: 'Exports',
    family: 'paywall',
    subject: 'account',
    when: { measure: { count: { event: 'exported', within: '7d' } }, gte: 2 },
  })
  await publish(
    a,
    'nudges/exports',
    nudge({ placement: 'page', format: 'banner', trigger: 'exports' }),
  )
  const opened = await send(`${a}/b/v1/open`, 'POST', session('eve', 'listening'), { origin })
  const { ticket } = (await opened.json()) as { ticket: string }
  const isThere = (armed: { nudge: string }[]) => armed.some((one) => one.nudge === 'exports')
  const page = await listen(`${b}/b/v1/live?ticket=${ticket}`, { origin })
  await page.until('armed', ({ armed }) => !isThere(armed))
  const events = [1, 2].map(() => ({ name: 'exported', account: 'listening' }))
  await send(`${a}/v1/events`, 'POST', { events }, backend())
  const start = Date.now()
  await page.until('armed', ({ armed }) => isThere(armed))
  expect(Date.now() - start).toBeLessThan(5_000)
  page.close()
})

test('somebody who signed in at one node is in at all, and hears there what happens here', async () => {
  const [a, b] = urls()
  const { id } = cluster.workspace
  const entered = await send(
    `${a}/console/api/auth/sign-in/email`,
    'POST',
    { email: 'ada@example.com', password: 'a long enough password' },
    { origin: String(a) },
  )
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const console_ = await listen(`${b}/console/api/w/${id}/live?backlog=0`, { cookie })
  await console_.begun
  await send(
    `${a}/v1/events`,
    'POST',
    { events: [{ name: 'over_there', account: 'x' }] },
    backend(),
  )
  await console_.until('message', (one) => one.event?.name === 'over_there')
  console_.close()

  // A key that is revoked here is refused there within a second and a bit.
  const made = await send(
    `${a}/console/api/w/${id}/keys`,
    'POST',
    { kind: 'secret', name: 'Short' },
    { cookie, origin: String(a) },
  )
  const { secret, key } = (await made.json()) as { secret: string; key: { id: string } }
  const use = async (url: string | undefined) =>
    (await fetch(`${url}/v1/plans`, { headers: { authorization: `Bearer ${secret}` } })).status
  expect(await use(b)).toBe(200)
  await send(`${a}/console/api/w/${id}/keys/${key.id}`, 'DELETE', undefined, {
    cookie,
    origin: String(a),
  })
  await expect.poll(() => use(b), { timeout: 3_000 }).toBe(401)
})

test('a replay reads the replica, and the primary where that is away', async () => {
  const replay = async () => {
    const trigger = {
      key: 'twice',
      name: 'Twice',
      family: 'paywall',
      subject: 'account',
      when: { measure: { count: { event: 'twice', within: '7d' } }, gte: 3 },
    }
    const answer = await send(`${urls()[1]}/v1/triggers/replay`, 'POST', { trigger }, backend())
    return JSON.parse((await answer.text()).trimEnd().split('\n').at(-1) ?? '')
  }
  expect(await replay()).toMatchObject({ type: 'report', firings: { total: 1 } })
  await cluster.replica.kill()
  expect(await replay()).toMatchObject({ type: 'report', firings: { total: 1 } })
})
