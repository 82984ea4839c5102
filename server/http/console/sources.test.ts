import { expect, test } from 'vitest'
import { defaultMapping, type SourceMapping } from '../../../shared/event/source.ts'
import { testApp } from '../../test-app.ts'
import { openWebhookSecret } from '../inbound/webhook-secret.ts'

const signingSecret = 'whsec_0123456789abcdef0123456789abcdef'
const mapping = defaultMapping('segment')
const withRule = (event: string): SourceMapping => ({
  ...mapping,
  rules: [...mapping.rules, { means: 'nothing', event }],
})

async function sourceApp(vendor: 'segment' | 'stripe' = 'segment') {
  const test = await testApp()
  const ada = await test.signIn()
  const made = await ada('POST', '/w/w1/sources', { vendor, sender: 'server', name: 'Tool' })
  const { source } = await made.json()
  const path = `/w/w1/sources/${source.id}`
  const read = async () => (await (await ada('GET', '/w/w1/sources')).json())[0]
  const told = async () => {
    const { entries } = await (await ada('GET', '/w/w1/audit')).json()
    return entries
      .filter((one: { action: string }) => one.action.startsWith('source_'))
      .map(({ action, before, after }: Record<string, unknown>) => ({ action, before, after }))
  }
  return { ...test, ada, source, path, read, told }
}

test('a mapping is saved over the one that was seen, and never over somebody else’s', async () => {
  const { ada, path, read } = await sourceApp()
  const seen = await read()
  expect(seen).toMatchObject({ revision: 0, mapping })
  const first = await ada('PUT', path, { mapping: withRule('Mine'), revision: 0 })
  expect(await first.json()).toMatchObject({ revision: 1, mapping: withRule('Mine') })
  const second = await ada('PUT', path, { mapping: withRule('Yours'), revision: 0, name: 'Late' })
  expect(second.status).toBe(409)
  expect((await second.json()).error).toMatchObject({
    code: 'conflict',
    message: 'Somebody else has saved the mapping of “Tool” meanwhile: look at theirs first',
  })
  // All of it or nothing.
  expect(await read()).toMatchObject({ name: 'Tool', revision: 1, mapping: withRule('Mine') })
  const third = await ada('PUT', path, { mapping: withRule('Yours'), revision: 1 })
  expect(await third.json()).toMatchObject({ revision: 2, mapping: withRule('Yours') })
})

test('of many who save at once one is told that it is saved, the others that it is not', async () => {
  const { ada, path, read } = await sourceApp()
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      ada('PUT', path, { mapping: withRule(`Rule ${i}`), revision: 0 }),
    ),
  )
  const statuses = all.map((one) => one.status)
  expect(statuses.toSorted()).toEqual([200, ...Array(7).fill(409)])
  const winner = statuses.indexOf(200)
  expect(await read()).toMatchObject({ revision: 1, mapping: withRule(`Rule ${winner}`) })
})

test('the same save sent twice is saved once and no conflict', async () => {
  const { ada, path, read, told } = await sourceApp()
  const save = { mapping: withRule('Mine'), revision: 0 }
  expect((await ada('PUT', path, save)).status).toBe(200)
  const again = await ada('PUT', path, save)
  expect([again.status, (await again.json()).revision]).toEqual([200, 1])
  expect((await read()).revision).toBe(1)
  expect(await told()).toHaveLength(1)
})

test('a name and a secret that came meanwhile stay, whatever is saved from an older page', async () => {
  const { ada, path, read, deps, source } = await sourceApp('stripe')
  const answers = await Promise.all([
    ada('PUT', path, { name: 'Renamed' }),
    ada('PUT', `${path}/secret`, { secret: signingSecret }),
    ada('PUT', path, { mapping: withRule('Mine'), revision: 0 }),
  ])
  expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
  expect(await read()).toMatchObject({
    name: 'Renamed',
    hasSecret: true,
    mapping: withRule('Mine'),
  })
  const { rows } = await deps.control.client.execute({
    sql: 'SELECT source FROM keys WHERE id = ?',
    args: [source.id],
  })
  const kept = { id: source.id, workspace: 'w1', source: JSON.parse(String(rows[0]?.source)) }
  const opened = openWebhookSecret(deps.sealer, kept as Parameters<typeof openWebhookSecret>[1])
  expect(opened).toBe(signingSecret)
})

test('the log tells what has changed of a source and nothing that was not', async () => {
  const { ada, path, told } = await sourceApp()
  await ada('PUT', path, { name: 'Tool' })
  await ada('PUT', path, { mapping })
  await ada('PUT', path, {})
  expect(await told()).toEqual([])
  await ada('PUT', path, { name: 'Renamed' })
  await ada('PUT', path, { mapping: withRule('Mine'), revision: 0 })
  await ada('PUT', path, { mapping: withRule('Yours'), revision: 0 })
  expect(await told()).toEqual([
    { action: 'source_changed', before: { mapping }, after: { mapping: withRule('Mine') } },
    { action: 'source_changed', before: { name: 'Tool' }, after: { name: 'Renamed' } },
  ])
})

test('there is nothing to save of a source of another workspace, or of one that is revoked', async () => {
  const { ada, path, addSource } = await sourceApp()
  const theirs = await addSource('segment', { workspace: 'w2' })
  for (const change of [{ name: 'x' }, { mapping, revision: 0 }, {}]) {
    expect((await ada('PUT', `/w/w1/sources/${theirs.id}`, change)).status).toBe(404)
  }
  await ada('DELETE', path)
  expect((await ada('PUT', path, { mapping, revision: 0 })).status).toBe(404)
})
