import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { probeTrigger, send, setUp } from './workspace.ts'

test('the built server replays in its thread, again and again, and after a caller hung up', async () => {
  const brim = await startBrim()
  onTestFinished(() => brim.kill())
  const { secretKey } = await setUp(brim)
  const headers = { authorization: `Bearer ${secretKey}` }
  const events = Array.from({ length: 500 }, (_, i) => ({
    name: 'probe',
    account: `a${i % 50}`,
    user: `u${i % 100}`,
    properties: { n: i },
  }))
  for (let i = 0; i < 12; i++) await send(`${brim.url}/v1/events`, 'POST', { events }, headers)
  const url = `${brim.url}/v1/triggers/replay`
  const body = { trigger: { ...probeTrigger(0), key: 'probes' }, sweep: { path: 'when.all.0' } }
  const replay = async () => {
    const lines = (await (await send(url, 'POST', body, headers)).text()).trimEnd().split('\n')
    return JSON.parse(lines.at(-1) ?? '')
  }
  expect(await replay()).toMatchObject({ type: 'report', accounts: 50, firings: { total: 50 } })
  const left = await send(url, 'POST', body, headers)
  await left.body?.cancel()
  await expect
    .poll(() => replay().catch(String), { timeout: 5_000 })
    .toMatchObject({ type: 'report', firings: { total: 50 } })
  await brim.stop()
}, 60_000)
