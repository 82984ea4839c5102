/** Whom an alert was about is erased: what was told of them goes, that it was told and judged stays. */
import { expect, onTestFinished, test } from 'vitest'
import { linkActor } from '../../../shared/audit/actor.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { exportPipeline, hit, noon, tester, traits, workspace } from '../test-pipeline.ts'

async function withAlerts() {
  const test = await exportPipeline()
  onTestFinished(test.close)
  const node = test.pipeline()
  await node.addDestination(workspace, {
    id: 'slack',
    kind: 'slack',
    name: 'Slack',
    hears: { families: [], triggers: [], events: [] },
    settings: {},
    credentials: null,
    by: tester,
    at: noon,
  })
  const sales = { ...settingsOf().sales, destination: 'slack', defaultOwner: 'ada@x.io' }
  await node.saveSettings(workspace, { sales: { ...sales, alertsPerDay: 1 } })
  await test.publish('play', {
    key: 'to-owner',
    name: 'To the owner',
    when: { families: ['paywall'] },
    actions: [{ kind: 'alert' }],
  })
  for (const account of ['firm-1', 'firm-2', 'firm-3']) {
    const name = `Company ${account}`
    await test.submit(noon, [{ ...traits({ name }, noon), account }])
    await test.submit(
      noon,
      [1, 2, 3].map(() => hit('export', noon, { account, user: `u-${account}` })),
    )
  }
  const turn = (at: number) => node.turnOutbox(workspace, { at, settlements: [], leases: true })
  const erase = async (id: string) => {
    await node.erase(workspace, { kind: 'account', id, by: tester, at: noon + hourMs })
    await expect
      .poll(() => test.rows('SELECT 1 FROM erasures WHERE finished_at IS NULL'))
      .toEqual([])
  }
  const dump = async () => JSON.stringify(await test.rows('SELECT * FROM alerts, plays'))
  return { ...test, turn, erase, dump }
}

test('what waits for the digest goes, and the digest comes without it', async () => {
  const { turn, erase, rows, dump } = await withAlerts()
  await turn(noon)
  await erase('firm-3')
  expect(await dump()).not.toMatch(/firm-3/)
  await turn(noon + dayMs)
  const [digest] = await rows(
    "SELECT body ->> '$.data.items[0].account' AS first, json_array_length(body, '$.data.items') AS n FROM deliveries WHERE type = 'digest'",
  )
  expect(digest).toEqual({ first: 'firm-2', n: 1 })
})

test('a digest that was told goes on without whom it tells of, and what was judged stays counted', async () => {
  const { turn, erase, rows, dump, pipeline } = await withAlerts()
  await turn(noon)
  const [told] = await rows("SELECT id FROM alerts WHERE state = 'told'")
  const vote = { id: String(told?.id), worth: 'yes', at: noon, by: linkActor } as const
  await pipeline().voteOnAlert(workspace, vote)
  await turn(noon + dayMs)
  await erase('firm-1')
  await erase('firm-2')
  expect(await dump()).not.toMatch(/firm-[12]/)
  expect(JSON.stringify(await rows('SELECT * FROM deliveries'))).not.toMatch(/firm-[12]/)
  expect(
    await rows("SELECT count(*) AS n FROM alerts WHERE worth = 'yes' AND state = 'told'"),
  ).toEqual([{ n: 1 }])
})

test('alerts that are over go with their events, and what still waits does not', async () => {
  const { turn, rows, pipeline } = await withAlerts()
  await turn(noon)
  await pipeline().retire(workspace, noon + 401 * dayMs)
  const left = await rows('SELECT state FROM alerts')
  expect(left.every((one) => one.state === 'digest')).toBe(true)
  expect(left).toHaveLength(2)
  expect(await rows('SELECT 1 FROM plays')).toEqual([])
})
