/** Databases are closed when many others are needed; nobody notices but the operating system. */
import { expect, onTestFinished, test } from 'vitest'
import { type DefinitionKind, definitionSchemas } from '../../shared/definition/definition.ts'
import { dayMs, minuteMs } from '../../shared/value/duration.ts'
import { openWorkspaceConnection } from '../store/open.ts'
import type { PipelineOptions } from './in-process.ts'
import type { Pipeline } from './pipeline.ts'
import {
  event,
  exportTrigger,
  hit,
  noon,
  plans,
  tester,
  testPipeline,
  trial,
  trialOffer,
  webhookTo,
} from './test-pipeline.ts'

const turn = async (here: Pick<Pipeline, 'turnOutbox'>, at: number) =>
  (await here.turnOutbox('w1', { at, settlements: [], leases: true })).deliveries

/** One database is open at most, and `opened` tells which were opened, one after the other. */
async function fresh(options: Partial<PipelineOptions> = {}) {
  const opened: string[] = []
  const pipeline = await testPipeline({ mostOpen: 1, isAlone: true, ...options })
  onTestFinished(pipeline.close)
  const here = pipeline.open({
    open: (id) => {
      opened.push(id)
      return openWorkspaceConnection(pipeline.location, id)
    },
  })
  onTestFinished(here.close)
  const publish = (kind: DefinitionKind, body: unknown) => {
    const parsed = definitionSchemas[kind].parse(body)
    return here.save('w1', { kind, body: parsed, publish: true, by: tester, at: noon })
  }
  const push = (workspace: string, name: string, at = noon) =>
    here.submit(workspace, { at, inputs: [event(name, at)] })
  /** Until another has taken its place. */
  const close = () => push('other', 'in_between')
  return { rows: pipeline.rows, here, opened, publish, push, close }
}

test('work in many workspaces is written, whatever is open', async () => {
  const { here, opened, push, rows } = await fresh()
  const repeated = event('once', noon)
  for (let round = 0; round < 3; round++) {
    await Promise.all(['w1', 'w2', 'w3'].map((id) => push(id, `round ${round}`)))
    await here.submit('w1', { at: noon, inputs: [repeated] })
  }
  expect(new Set(opened).size).toBe(3)
  expect(opened.length).toBeGreaterThan(3)
  expect(await rows('SELECT name FROM events ORDER BY seq')).toEqual(
    ['round 0', 'once', 'round 1', 'round 2'].map((name) => ({ name })),
  )
})

test('a closed workspace where nothing is due is not opened to look', async () => {
  const { here, opened, push, close } = await fresh()
  await push('w1', 'something')
  await close()
  opened.length = 0
  for (const at of [noon, noon + dayMs]) {
    expect(await here.sweep('w1', at)).toBe(0)
    expect(await turn(here, at)).toEqual([])
  }
  expect(opened).toEqual([])
})

test('one that has not been opened since the start is looked at once', async () => {
  const { here, opened, close } = await fresh()
  for (let round = 0; round < 2; round++) {
    expect(await here.sweep('w1', noon)).toBe(0)
    await close()
  }
  expect(opened.filter((id) => id === 'w1')).toEqual(['w1'])
})

test('where other nodes write, every look opens it', async () => {
  const { here, opened, push, close } = await fresh({ isAlone: false })
  await push('w1', 'something')
  await close()
  opened.length = 0
  await here.sweep('w1', noon)
  expect(opened).toEqual(['w1'])
})

test('the end of a trial is noticed in a closed workspace', async () => {
  const { here, publish, push, close, rows } = await fresh()
  for (const plan of plans) await publish('plan', plan)
  await publish('offer', trialOffer)
  await here.submit('w1', { at: noon, inputs: [trial(noon + dayMs, noon)] })
  await close()
  expect(await here.sweep('w1', noon + dayMs - 1)).toBe(0)
  expect(await here.sweep('w1', noon + dayMs)).toBe(1)
  await push('w1', 'after')
  expect(await rows('SELECT has_ended FROM trials')).toEqual([{ has_ended: 1 }])
})

test('what waits to be delivered is found in a closed workspace when it is due', async () => {
  const { here, publish, close } = await fresh()
  for (const plan of plans) await publish('plan', plan)
  await publish('offer', trialOffer)
  await here.addDestination('w1', webhookTo('https://example.com/brim'))
  await here.submit('w1', { at: noon, inputs: [trial(noon + dayMs, noon)] })
  await close()
  expect(await turn(here, noon)).toHaveLength(1)
  await close()
  expect(await turn(here, noon + minuteMs - 1)).toEqual([])
  expect(await turn(here, noon + minuteMs)).toHaveLength(1)
})

test('counting for a new trigger keeps its workspace open, and goes on beside others', async () => {
  const { here, opened, publish, push, rows } = await fresh({ backfillEntries: 1 })
  for (const plan of plans) await publish('plan', plan)
  await publish('offer', trialOffer)
  const hits = Array.from({ length: 20 }, (_, i) => hit('export', noon + i))
  await here.submit('w1', { at: noon, inputs: hits })
  opened.length = 0
  expect(await publish('trigger', exportTrigger)).toMatchObject({ record: { status: 'counting' } })
  const status = async () =>
    (await rows("SELECT status FROM definitions WHERE kind = 'trigger'"))[0]?.status
  while ((await status()) === 'counting') await push('other', 'beside it')
  expect(await status()).toBe('live')
  expect(opened).not.toContain('w1')
})
