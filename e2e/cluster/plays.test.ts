// What plays tell of is told once, and nobody is told more than they may be, by however many nodes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alerting, alertsPerDay, firesAt, origin, salesBy, send } from '../durability/workspace.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { startWatchingReceiver, type WatchingReceiver } from './receiver.ts'

const reps = ['ada@sales.example', 'ben@sales.example']
/** Of each rep. */
const owned = Array.from({ length: 8 }, (_, i) => i)

let cluster: Cluster
let receiver: WatchingReceiver
beforeAll(async () => {
  receiver = await startWatchingReceiver(Number.POSITIVE_INFINITY)
  cluster = await startCluster(2, { BRIM_ALLOW_PRIVATE_WEBHOOKS: 'true' })
  const at = (path: string) => `${cluster.proxy.url}/v1/${path}`
  const made = await send(
    at('destinations'),
    'POST',
    { kind: 'webhook', name: 'Reps', hears: {}, settings: { url: receiver.url } },
    backend(),
  )
  const { destination } = (await made.json()) as { destination: { id: string } }
  const once = { every: '7d', times: 1 }
  const budget = { modalsPerUser: { every: '1d', times: 100 }, promptsPerAccount: once }
  const sales = salesBy(destination.id, Date.now())
  await send(at('settings'), 'PUT', { sales, budget }, backend())
  await send(at('plays/to-owner?publish=true'), 'PUT', alerting, backend())
  await send(at('nudges/wall?publish=true'), 'PUT', wall, backend())
  for (const rep of reps) {
    for (const i of owned) {
      const traits = { owner_email: rep }
      await send(at(`accounts/${accountOf(rep, i)}`), 'PUT', { traits }, backend())
    }
  }
})
afterAll(async () => {
  receiver?.close()
  await cluster?.stop()
})

/** Waits for no signal: it is for whoever asks, within the account's budget. */
const wall = {
  name: 'Wall',
  format: 'modal',
  placement: 'slot:wall',
  offer: 'try-team',
  copy: { en: { title: 'Team', actions: [{ kind: 'trial', label: 'Start' }] } },
  caps: { perUser: { every: '1d', times: 1000 }, lifetime: 1000 },
}
const backend = () => ({ authorization: `Bearer ${cluster.workspace.secretKey}` })
const accountOf = (rep: string, i: number) => `${rep.slice(0, 3)}-${i}`
const rows = async (sql: string) => {
  const client = cluster.database()
  try {
    return (await client.execute(sql)).rows
  } finally {
    client.close()
  }
}
/** Until somebody has taken it, whoever dies meanwhile. */
const insist = async (url: () => string, path: string, body: object, headers: object) => {
  let answer: Response | undefined
  const ask = async () => {
    answer = await send(url() + path, 'POST', body, { ...headers }).catch(() => undefined)
    return answer !== undefined
  }
  await expect.poll(ask, { timeout: 30_000 }).toBe(true)
  return answer as unknown as Response
}
/** The same messages reach both nodes at once; one that has died is made up for by the other. */
const fire = async (account: string) => {
  const events = Array.from({ length: firesAt }, (_, n) => ({
    ...{ name: 'probe', account, user: `u-${account}`, properties: { n } },
    messageId: `${account}-${n}`,
  }))
  const nodes = cluster.nodes.map((node) => node.url)
  await Promise.allSettled(
    nodes.map((url) => send(`${url}/v1/events`, 'POST', { events }, backend())),
  )
  await insist(() => cluster.proxy.url, '/v1/events', { events }, backend())
}
const sync = async (url: string, user: string, account: string, more: object) => {
  const session = { v: 1, key: cluster.workspace.publishableKey, page: '/' }
  const who = { user: { id: `${user}-${account}` }, account: { id: account } }
  const body = { ...session, ...who, sentAt: new Date().toISOString(), items: [], ...more }
  const answer = await insist(() => url, '/b/v1/sync', body, { origin })
  return (await answer.json()) as { answers?: { prompt: { decisionId: string } | null }[] }
}
/** Decisions that both nodes make at once for one of the account, each told to be shown by both. */
const showAtBoth = async (user: string, account: string): Promise<number> => {
  const urls = cluster.nodes.map((node) => node.url)
  const asked = await Promise.all(
    urls.map((url) => sync(url, user, account, { ask: ['slot:wall'] })),
  )
  const ids = asked.flatMap(({ answers }) => answers?.[0]?.prompt?.decisionId ?? [])
  const items = [...new Set(ids)].map((decisionId) => {
    const outcome = { type: 'outcome', outcome: 'shown', decisionId }
    return { ...outcome, messageId: `shown-${decisionId}` }
  })
  if (items.length > 0) await Promise.all(urls.map((url) => sync(url, user, account, { items })))
  return items.length
}

test('alerts hold: each is told once, no rep over their day, the rest in one digest, no budget twice', async () => {
  const all = reps.flatMap((rep) => owned.map((i) => accountOf(rep, i)))
  const firing = all.map((account, i) => async () => {
    await fire(account)
    // In the middle of it.
    if (i === 3) await cluster.nodes[0]?.kill()
    if (i === 6) await cluster.primary.kill().then(() => cluster.primary.restart())
  })
  // A few at a time, so that each death meets some that are on their way.
  const lines = [0, 1].map(async (line) => {
    for (const one of firing.filter((_, i) => i % 2 === line)) await one()
  })
  await Promise.all(lines)
  const undecided = "SELECT count(*) AS n FROM alerts WHERE state = 'waiting'"
  await expect
    .poll(async () => Number((await rows(undecided))[0]?.n), { timeout: 90_000, interval: 200 })
    .toBe(0)

  expect(await rows('SELECT count(*) AS n, count(DISTINCT signal) AS signals FROM alerts')).toEqual(
    [expect.objectContaining({ n: all.length, signals: all.length })],
  )
  const placed = 'SELECT rep, state, count(*) AS n FROM alerts GROUP BY 1, 2 ORDER BY 1, 2'
  expect((await rows(placed)).map(({ rep, state, n }) => [rep, state, n])).toEqual(
    reps.flatMap((rep) => [
      [rep, 'digest', owned.length - alertsPerDay],
      [rep, 'told', alertsPerDay],
    ]),
  )

  // An alert has spent what its account may be shown; each of the others is shown one prompt, and no second.
  await cluster.restartNode(0)
  const some = (state: string) =>
    rows(`SELECT account FROM alerts WHERE state = '${state}' ORDER BY rep, id LIMIT 4`)
  const shownTo = async (user: string, state: string) => {
    const accounts = (await some(state)).map((row) => String(row.account))
    return Promise.all(accounts.map((account) => showAtBoth(user, account)))
  }
  expect(await shownTo('first', 'told')).toEqual([0, 0, 0, 0])
  expect(await shownTo('first', 'digest')).toEqual([1, 1, 1, 1])
  expect(await shownTo('second', 'digest')).toEqual([0, 0, 0, 0])

  // As if the hour of digests had come, for both nodes at once.
  await rows(`UPDATE alerts SET due_at = ${Date.now()} WHERE state = 'digest'`)
  await Promise.all(
    cluster.nodes.map(({ url }, i) => send(`${url}/v1/events`, 'POST', wakeup(i), backend())),
  )
  const digests = `SELECT body ->> '$.data.rep' AS rep, json_array_length(body, '$.data.items') AS items
    FROM deliveries WHERE type = 'digest' ORDER BY 1`
  await expect
    .poll(async () => (await rows(digests)).map(({ rep, items }) => [rep, items]), {
      ...{ timeout: 90_000, interval: 200 },
    })
    .toEqual(reps.map((rep) => [rep, owned.length - alertsPerDay]))
  const untold = `SELECT count(*) AS n FROM alerts a WHERE rep LIKE '___@sales.example' AND 1 <>
    (SELECT count(*) FROM deliveries WHERE body ->> '$.data.alert' = a.id) +
    (SELECT count(*) FROM deliveries, json_each(body, '$.data.items')
     WHERE deliveries.type = 'digest' AND value ->> '$.alert' = a.id)`
  expect((await rows(untold))[0]?.n).toBe(0)
  expect(receiver.most.ofOne).toBe(1)
}, 300_000)

/** Somebody else's signal, which has a node look into its outbox. */
const wakeup = (i: number) => ({
  events: Array.from({ length: firesAt }, (_, n) => ({
    ...{ name: 'probe', account: `other-${i}`, user: `other-${i}`, properties: { n } },
  })),
})
