import { expect, test } from 'vitest'
import { cli } from '../../shared/audit/actor.ts'
import { sourceMapping } from '../../shared/source.ts'
import { createTargets } from '../deliver/target.ts'
import { placeOf } from '../identity/key.ts'
import { placeOf as placeOfSource } from '../inbound/place.ts'
import { webhookTo } from '../pipeline/test-pipeline.ts'
import { createSealer } from '../seal.ts'
import { placeOfSecret } from '../second-factor/place.ts'
import { addIdentityKey, listIdentityKeys } from '../store/control/identity.ts'
import { addKey } from '../store/control/keys.ts'
import { addPendingFactor, findSecondFactor } from '../store/control/second-factors.ts'
import { findSource } from '../store/control/sources.ts'
import { openWorkspaceReader } from '../store/open.ts'
import { readDestination } from '../store/workspace/queries/destinations.ts'
import { runCommand } from './run-command.ts'
import { noon, testFolder } from './test-folder.ts'

const before = 'the secret of before, long enough'
const secret = 'the secret of now, as long as that'
const credentials = { secret: 'whsec_x', previous: null }

const mapping = sourceMapping.parse({ account: [], user: [{ in: 'user_id' }], rules: [] })
const ofSource = { workspace: 'w2', id: 'src_1' }
const source = (sealed: string) => ({
  ...ofSource,
  ...{ kind: 'source' as const, name: 'Segment', token: 'wk_1', origins: [], at: noon },
  source: { vendor: 'segment' as const, sender: 'server' as const, mapping, sealed },
})

async function furnished() {
  const folder = await testFolder()
  const { control, pipeline, location } = folder
  const old = createSealer(before)
  const targets = createTargets(old)
  for (const [workspace, id] of [
    ['w1', 'dst_1'],
    ['w1', 'dst_2'],
    ['w2', 'dst_1'],
  ] as const) {
    const sealed = targets.seal(workspace, id, credentials)
    await pipeline.addDestination(
      workspace,
      webhookTo('https://x.example/', { id, credentials: sealed }),
    )
  }
  const key = { id: 'kid_1', workspace: 'w1', createdAt: noon, publicKey: null }
  const sealed = old.seal('ids_secret', placeOf(key))
  await addIdentityKey(control.db, { ...key, algorithm: 'HS256', sealed }, cli)
  await addPendingFactor(control.db, {
    person: 'person_w1',
    sealed: old.seal('totp', placeOfSecret('person_w1')),
  })
  await addKey(control.db, source(old.seal('webhook of w2', placeOfSource(ofSource))), cli)
  const run = async (sealer = createSealer(secret, [before])) => {
    const owned = folder.owned({ sealer })
    for await (const line of runCommand(owned, { command: 'reseal' })) return JSON.parse(line)
  }
  const read = async (workspace: string, id: string) => {
    const store = await openWorkspaceReader(location, workspace)
    const found = await readDestination(store.db, id)
    store.close()
    if (!found) throw new Error(id)
    return createTargets(createSealer(secret)).open(workspace, found)
  }
  return { ...folder, run, read, key }
}

test('what the secret of before has sealed opens by the new one alone, everywhere', async () => {
  const { run, read, control, key } = await furnished()
  expect(await read('w1', 'dst_1')).toMatch(/another BRIM_SECRET/)
  expect(await run()).toEqual({ type: 'resealed', texts: 6, unopened: 0 })
  for (const [workspace, id] of [
    ['w1', 'dst_1'],
    ['w1', 'dst_2'],
    ['w2', 'dst_1'],
  ] as const) {
    expect(await read(workspace, id)).toMatchObject({ kind: 'webhook', credentials })
  }
  const [kept] = await listIdentityKeys(control.db, 'w1')
  expect(createSealer(secret).open(kept?.sealed ?? '', placeOf(key))).toBe('ids_secret')
  const factor = await findSecondFactor(control.db, 'person_w1')
  expect(createSealer(secret).open(factor?.sealed ?? '', placeOfSecret('person_w1'))).toBe('totp')
  const segment = await findSource(control.db, ofSource)
  expect(segment).toMatchObject({ name: 'Segment', source: { mapping } })
  expect(createSealer(secret).open(segment?.source.sealed ?? '', placeOfSource(ofSource))).toBe(
    'webhook of w2',
  )
  expect(await run(), 'there is nothing left to do').toMatchObject({ texts: 0 })
})

test('what nobody can open is counted, and left as it is', async () => {
  const { run, read } = await furnished()
  expect(await run(createSealer(secret))).toEqual({ type: 'resealed', texts: 0, unopened: 6 })
  expect(await run()).toMatchObject({ texts: 6 })
  expect(await read('w2', 'dst_1')).toMatchObject({ credentials })
})
