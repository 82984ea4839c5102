import { expect, onTestFinished, test } from 'vitest'
import { nudge } from '../../../shared/definition/nudge.ts'
import { minuteMs } from '../../../shared/value/duration.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { readDueNext } from '../sweep/due-next.ts'
import { noon, tester, testPipeline, workspace } from '../test-pipeline.ts'

const ana = { ...tester, id: 'ana' }
const ben = { ...tester, id: 'ben' }

const body = nudge.parse({
  key: 'wall',
  name: 'Wall',
  format: 'modal',
  placement: 'paywall:export',
  offer: 'pro',
  copy: {
    en: {
      title: 'Take it along',
      actions: [{ kind: 'checkout', label: 'Upgrade', url: '/billing' }],
    },
  },
})
const titled = (title: string) => ({
  ...body,
  copy: { en: { ...(body.copy.en as NonNullable<typeof body.copy.en>), title } },
})
const at = noon + 90 * minuteMs

async function setUp() {
  const all = await testPipeline()
  onTestFinished(all.close)
  await all.publish('plan', { key: 'team', name: 'Team', tier: 1 })
  await all.publish('offer', { kind: 'upgrade', key: 'pro', name: 'Pro', plan: 'team' })
  const save = (title: string, revision?: number) =>
    all.pipeline().save(workspace, {
      kind: 'nudge',
      body: titled(title),
      publish: false,
      by: ana,
      at: noon,
      ...(revision === undefined ? {} : { revision }),
    })
  const schedule = (publishAt: number | null, revision?: number) =>
    all.pipeline().schedule(workspace, {
      kind: 'nudge',
      key: 'wall',
      publishAt,
      by: ana,
      at: noon,
      ...(revision === undefined ? {} : { revision }),
    })
  const change = (
    kind: 'offer' | 'nudge' | 'plan',
    key: string,
    what: 'pause' | 'archive' | 'restore' | 'resume',
    revision?: number,
  ) =>
    all.pipeline().setStatus(workspace, {
      kind,
      key,
      change: what,
      by: ben,
      at: noon,
      ...(revision === undefined ? {} : { revision }),
    })
  const sweep = (now: number) => all.pipeline().sweep(workspace, now)
  const versions = () =>
    all.rows(
      "SELECT version, body ->> '$.copy.en.title' AS title, published_by FROM versions WHERE kind = 'nudge'",
    )
  const stored = async () =>
    (
      await all.rows(
        "SELECT status, version, draft ->> '$.copy.en.title' AS draft, published ->> '$.copy.en.title' AS live, updated_by FROM definitions WHERE kind = 'nudge'",
      )
    )[0]
  return { ...all, save, schedule, change, sweep, versions, stored }
}

test('a draft goes live when its time has come, once, also after a restart', async () => {
  const { save, schedule, sweep, restart, versions, stored, rows } = await setUp()
  await save('First')
  expect(await schedule(at)).toMatchObject({
    kind: 'saved',
    record: { status: 'draft', revision: 2 },
  })
  await sweep(at - 1)
  expect(await stored()).toMatchObject({ status: 'draft', live: null })
  await restart()
  await sweep(at)
  await sweep(at + minuteMs)
  expect(await stored()).toMatchObject({
    status: 'live',
    version: 1,
    live: 'First',
    draft: 'First',
  })
  expect(await versions()).toEqual([{ version: 1, title: 'First', published_by: 'ana' }])
  expect(await rows('SELECT * FROM publications')).toEqual([])
})

test('what is typed afterwards stays the draft and does not go live with it', async () => {
  const { save, schedule, sweep, stored } = await setUp()
  await save('As it was')
  await schedule(at)
  await save('Half a thought')
  await sweep(at)
  expect(await stored()).toMatchObject({ live: 'As it was', draft: 'Half a thought' })
})

test('set again it moves and takes the newest draft; cancelled it never comes', async () => {
  const { save, schedule, sweep, stored } = await setUp()
  await save('First')
  await schedule(at)
  await save('Second')
  await schedule(at + minuteMs)
  await sweep(at)
  expect(await stored()).toMatchObject({ live: null })
  await sweep(at + minuteMs)
  expect(await stored()).toMatchObject({ live: 'Second' })
  await save('Third')
  await schedule(at + 3 * minuteMs)
  await schedule(null)
  await sweep(at + 5 * minuteMs)
  expect(await stored()).toMatchObject({ live: 'Second', version: 1 })
})

test('two nodes that sweep at once publish it once', async () => {
  const { save, schedule, open, sweep, versions } = await setUp()
  await save('First')
  await schedule(at)
  const other = open()
  await Promise.all([sweep(at), other.sweep(workspace, at)])
  await other.close()
  expect(await versions()).toHaveLength(1)
})

test('what cannot go live when its time comes stays, with the reason', async () => {
  const { save, schedule, sweep, rows, stored } = await setUp()
  await save('First')
  await schedule(at)
  // Past the door that keeps what others need.
  await rows("UPDATE definitions SET status = 'archived' WHERE kind = 'offer'")
  expect(await sweep(at)).toBeGreaterThan(0)
  expect(await stored()).toMatchObject({ live: null })
  const [held] = await rows('SELECT failure FROM publications')
  expect(JSON.parse(String(held?.failure))).toEqual([
    { path: 'offer', message: 'The offer "pro" is archived' },
  ])
  // It is tried once: nobody is told every minute.
  expect(await sweep(at + minuteMs)).toBe(0)
})

test.each([
  ['past', noon - 1, 'That time has passed'],
  ['far away', noon + 500 * 24 * 60 * minuteMs, 'That is more than a year away'],
])('a time that is %s is refused', async (_, when, message) => {
  const { save, schedule } = await setUp()
  await save('First')
  expect(await schedule(when)).toEqual({ kind: 'invalid', issues: [{ path: 'at', message }] })
})

test('a lie is not scheduled, nor published', async () => {
  const { schedule, pipeline, publish } = await setUp()
  const hidden = { ...body, copy: { en: { ...body.copy.en, dismiss: '\u200b' } } }
  await pipeline().save(workspace, {
    kind: 'nudge',
    body: nudge.parse(hidden),
    publish: false,
    by: ana,
    at: noon,
  })
  expect(await schedule(at)).toMatchObject({
    kind: 'invalid',
    issues: [
      { path: 'copy.en.dismiss', message: expect.stringContaining('no words that can be seen') },
    ],
  })
  await expect(publish('nudge', hidden)).rejects.toThrow('no words that can be seen')
})

test('whoever does something to an older revision than the newest is told, and nothing happens', async () => {
  const { save, schedule, change, publish, stored } = await setUp()
  await publish('nudge', titled('Live'))
  await save('Draft')
  for (const run of [
    () => schedule(at, 1),
    () => change('nudge', 'wall', 'pause', 1),
    () => change('nudge', 'wall', 'archive', 1),
    () => save('Mine', 1),
  ]) {
    expect(await run()).toMatchObject({ kind: 'conflict', record: { revision: 2 } })
  }
  expect(await stored()).toMatchObject({ status: 'live', draft: 'Draft', updated_by: 'ana' })
  expect(await change('nudge', 'wall', 'pause', 2)).toMatchObject({ kind: 'saved' })
  expect(await stored()).toMatchObject({ status: 'paused', updated_by: 'ben' })
})

test('what is archived is away until it is restored, and what others need stays', async () => {
  const { change, publish, stored, schedule, rows, save } = await setUp()
  await publish('nudge', titled('Live'))
  await save('Next')
  await schedule(at)
  expect(await change('offer', 'pro', 'archive')).toEqual({
    kind: 'invalid',
    issues: [
      { path: 'status', message: 'The nudge "Wall" needs it: change or archive that one first' },
    ],
  })
  await change('nudge', 'wall', 'archive')
  expect(await stored()).toMatchObject({ status: 'archived', live: 'Live' })
  expect(await rows('SELECT * FROM publications')).toEqual([])
  expect(await change('offer', 'pro', 'archive')).toMatchObject({ kind: 'saved' })
  expect(await change('nudge', 'wall', 'resume')).toMatchObject({
    kind: 'invalid',
    issues: [{ path: 'offer', message: 'The offer "pro" is archived' }],
  })
  // An offer only holds: it does so again, where a nudge rests until it is resumed.
  expect(await change('offer', 'pro', 'restore')).toMatchObject({ record: { status: 'live' } })
  expect(await change('nudge', 'wall', 'restore')).toMatchObject({ record: { status: 'paused' } })
  expect(await change('nudge', 'wall', 'resume')).toMatchObject({ record: { status: 'live' } })
  expect(await change('nudge', 'wall', 'restore')).toMatchObject({ kind: 'invalid' })
})

test('what waits for its time is known when its database is closed', async () => {
  const { save, schedule, location } = await setUp()
  await save('First')
  await schedule(at)
  const connection = await openWorkspaceConnection(location, workspace)
  expect(await readDueNext(connection)).toBe(at)
  connection.close()
})
