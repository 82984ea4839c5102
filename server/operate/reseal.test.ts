import { expect, test } from 'vitest'
import { cli } from '../../shared/audit/actor.ts'
import { defaultMapping } from '../../shared/event/source.ts'
import { createTargets } from '../deliver/target.ts'
import { placeOf } from '../identity/key.ts'
import { placeOfSource } from '../inbound/place.ts'
import { webhookTo } from '../pipeline/test-pipeline.ts'
import { placeOfMail } from '../post/place.ts'
import { createSealer } from '../seal.ts'
import { placeOfSecret } from '../second-factor/place.ts'
import { addIdentityKey, listIdentityKeys } from '../store/control/identity.ts'
import { addKey } from '../store/control/keys.ts'
import { listSealedMails } from '../store/control/mails.ts'
import { addPasswordReset } from '../store/control/password-resets.ts'
import { addPendingFactor, findSecondFactor } from '../store/control/second-factors.ts'
import { findSource } from '../store/control/sources.ts'
import { openWorkspaceReader } from '../store/open.ts'
import { listSealedAnswers, placeOfAnswer } from '../store/workspace/queries/answers.ts'
import { readDestination } from '../store/workspace/queries/destinations.ts'
import { runCommand } from './run-command.ts'
import { demandSameSecret, SecretDiffers } from './same-secret.ts'
import { noon, testFolder } from './test-folder.ts'

const before = 'the secret of before, long enough'
const secret = 'the secret of now, as long as that'
const mapping = defaultMapping('stripe')
const credentials = { secret: 'whsec_x', previous: null }

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
  const source = { id: 'source_1', workspace: 'w1' }
  const sealedSource = old.seal('whsec_signs', placeOfSource(source))
  await addKey(
    control.db,
    {
      ...{ ...source, kind: 'source', name: 'Stripe', token: 'wk_stripe', origins: [], at: noon },
      source: { ...{ vendor: 'stripe', sender: 'server' }, mapping, sealed: sealedSource },
    },
    cli,
  )
  await addPasswordReset(control.db, {
    ...{ person: 'person_w1', by: cli, at: noon },
    mail: (_, about) => ({
      ...{ id: 'mail_1', invitation: null, createdAt: noon, ...about },
      sealed: old.seal('a letter', placeOfMail('mail_1')),
    }),
  })
  for (const [key, body] of [
    ['told', old.seal('{"secret":"x"}', placeOfAnswer('w1', 'told'))],
    ['plain', '{"accepted":1}'],
  ] as const) {
    const held = { key, request: 'r', holder: 'h' }
    await pipeline.holdKey('w1', { ...held, at: noon })
    await pipeline.answerKey('w1', held, { status: 201, body })
  }
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
  const readAnswers = async () => {
    const store = await openWorkspaceReader(location, 'w1')
    const found = await listSealedAnswers(store.db)
    store.close()
    return found.map(({ key, body }) => createSealer(secret).open(body, placeOfAnswer('w1', key)))
  }
  return { ...folder, run, read, readAnswers, key, source }
}

test('what the secret of before has sealed opens by the new one alone, everywhere', async () => {
  const { run, read, readAnswers, control, key, source } = await furnished()
  expect(await read('w1', 'dst_1')).toMatch(/another BRIM_SECRET/)
  expect(await run()).toEqual({ type: 'resealed', texts: 8, unopened: 0 })
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
  const stripe = await findSource(control.db, source)
  const opened = createSealer(secret).open(stripe?.source.sealed ?? '', placeOfSource(source))
  expect(opened).toBe('whsec_signs')
  expect(stripe?.source).toMatchObject({ vendor: 'stripe', mapping })
  const [mail] = await listSealedMails(control.db)
  expect(createSealer(secret).open(mail?.sealed ?? '', placeOfMail('mail_1'))).toBe('a letter')
  expect(await readAnswers()).toEqual(['{"secret":"x"}'])
  expect(await run(), 'there is nothing left to do').toMatchObject({ texts: 0 })
})

test('whose secret has been resealed is that of all nodes, and of no others', async () => {
  const { run, control } = await furnished()
  const [old, both, fresh] = [
    createSealer(before),
    createSealer(secret, [before]),
    createSealer(secret),
  ]
  for (const one of [old, old, both]) await demandSameSecret(control, one)
  await expect(demandSameSecret(control, fresh)).rejects.toThrow(SecretDiffers)
  await run(both)
  for (const one of [fresh, both]) await demandSameSecret(control, one)
  await expect(demandSameSecret(control, old)).rejects.toThrow(SecretDiffers)
  // Where it is lost.
  await run(createSealer('a third one, as long as it has to be'))
  await expect(demandSameSecret(control, fresh)).rejects.toThrow(SecretDiffers)
})

test('what nobody can open is counted, and left as it is', async () => {
  const { run, read } = await furnished()
  expect(await run(createSealer(secret))).toEqual({ type: 'resealed', texts: 0, unopened: 8 })
  expect(await run()).toMatchObject({ texts: 8 })
  expect(await read('w2', 'dst_1')).toMatchObject({ credentials })
})
