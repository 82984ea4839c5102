import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { brim } from '../../shared/audit/actor.ts'
import type { IdentityMode } from '../../shared/protocol/identity.ts'
import { createSealer } from '../seal.ts'
import {
  addIdentityKey,
  countIdentityChecks,
  listIdentityKeys,
  revokeIdentityKey,
} from '../store/control/identity.ts'
import { workspaces } from '../store/control/schema.ts'
import { openControlStore } from '../store/open.ts'
import { createIdentityRing } from './identity-ring.ts'
import { placeOf, readPublicKey } from './key.ts'
import { hourOf } from './tally.ts'
import { bytesOf, kid, now, nowS, secret, sign } from './test-tokens.ts'

const there = { user: 'mara', account: 'acme' }

async function setUp(mode: IdentityMode = 'enforce') {
  const folder = await mkdtemp(join(tmpdir(), 'brim-identity-'))
  const store = await openControlStore({ kind: 'files', folder })
  onTestFinished(async () => {
    store.close()
    await rm(folder, { recursive: true, force: true })
  })
  const clock = { now }
  const faults: unknown[] = []
  const sealer = createSealer('a secret for tests, long enough')
  const { db } = store
  for (const id of ['w1', 'w2']) {
    await db.insert(workspaces).values({ id, name: id, createdAt: now, identityMode: mode })
  }
  const add = (id: string, workspace = 'w1', text = secret) => {
    const base = { id, workspace, createdAt: clock.now }
    const sealed = sealer.seal(text, placeOf(base))
    return addIdentityKey(db, { ...base, algorithm: 'HS256', sealed, publicKey: null }, brim)
  }
  await add(kid)
  const ring = createIdentityRing({
    store,
    sealer,
    now: () => clock.now,
    onFault: (error) => faults.push(error),
  })
  const check = async (token: string | undefined, who = there, workspace = 'w1') =>
    (await ring.check(workspace, { token, ...who })).verdict
  return { ring, db, clock, faults, add, check }
}

test('a token is worth something for its own user, account and workspace', async () => {
  const { check } = await setUp()
  const token = await sign()
  expect(await check(token)).toBe('valid')
  expect(await check(token, { user: 'noor', account: 'acme' })).toBe('wrong_person')
  expect(await check(token, { user: 'mara', account: 'other' })).toBe('wrong_person')
  expect(await check(token, there, 'w2')).toBe('unknown_key')
  expect(await check(undefined)).toBe('missing')
  expect(await check('')).toBe('missing')
})

test('a token without an account is for an account of one, and for no other', async () => {
  const { ring } = await setUp()
  const token = await sign({ account_id: undefined })
  expect(await ring.check('w1', { token, user: 'mara', account: undefined })).toMatchObject({
    verdict: 'valid',
  })
  expect(await ring.check('w1', { token, user: 'mara', account: 'acme' })).toMatchObject({
    verdict: 'wrong_person',
    detail: 'The token names no account: add the claim account_id for "acme"',
  })
})

test('another workspace’s key is of no use, even by the same kid', async () => {
  const { add, check } = await setUp()
  await add('kid_w2', 'w2', 'ids_another')
  const signing = { key: bytesOf('ids_another'), header: { kid: 'kid_w2' } }
  expect(await check(await sign({ aud: 'w1' }, signing))).toBe('unknown_key')
  expect(await check(await sign({ aud: 'w2' }, signing), there, 'w2')).toBe('valid')
})

test('two keys overlap while one follows the other; a third there is not', async () => {
  const { add, check, ring, db, clock } = await setUp()
  const next = 'ids_the_next_one_which_is_long_enough_too'
  const before = await sign()
  const after = await sign({}, { key: bytesOf(next), header: { kid: 'kid_2' } })
  expect(await check(after)).toBe('unknown_key')
  expect(await Promise.all([add('kid_2', 'w1', next), add('kid_3')])).toContain(false)
  expect(await add('kid_4')).toBe(false)
  const [newest] = await listIdentityKeys(db, 'w1')
  expect(newest?.id).toBe('kid_2')
  ring.forget()
  expect([await check(before), await check(after)]).toEqual(['valid', 'valid'])
  expect(
    await revokeIdentityKey(db, { workspace: 'w2', id: kid }, { by: brim, at: clock.now }),
  ).toBe(false)
  expect(
    await revokeIdentityKey(db, { workspace: 'w1', id: kid }, { by: brim, at: clock.now }),
  ).toBe(true)
  ring.forget()
  expect([await check(before), await check(after)]).toEqual(['unknown_key', 'valid'])
})

test('a key that another node revoked stops within seconds, for tokens it has just seen too', async () => {
  const { check, db, clock } = await setUp()
  const token = await sign()
  expect(await check(token)).toBe('valid')
  await revokeIdentityKey(db, { workspace: 'w1', id: kid }, { by: brim, at: clock.now })
  clock.now += 5_000
  expect(await check(token)).toBe('unknown_key')
})

test('after the clock was set back a key that another node revokes stops no later', async () => {
  const { db, clock, check } = await setUp()
  const token = await sign({ iat: nowS - 30 })
  expect(await check(token)).toBe('valid')
  clock.now -= 20_000
  await revokeIdentityKey(db, { workspace: 'w1', id: kid }, { by: brim, at: clock.now })
  clock.now += 1_000
  expect(await check(token)).toBe('unknown_key')
})

test('a token that is remembered still ends', async () => {
  const { check, clock } = await setUp()
  const token = await sign({ exp: nowS + 30 })
  expect(await check(token)).toBe('valid')
  clock.now += 89_000
  expect(await check(token)).toBe('valid')
  clock.now += 2_000
  expect(await check(token)).toBe('expired')
})

test('while the mode is off nothing is looked at, counted or believed', async () => {
  const { ring, db } = await setUp('off')
  expect(await ring.check('w1', { token: await sign(), ...there })).toEqual({
    mode: 'off',
    verdict: null,
    detail: '',
    claims: null,
  })
  await ring.flush()
  expect(await countIdentityChecks(db, 'w1', 0)).toEqual({})
})

test('counts by verdict and hour, and keeps two days of it', async () => {
  const { ring, check, db, clock } = await setUp('report')
  const token = await sign()
  for (let i = 0; i < 3; i++) await check(token)
  await check(undefined)
  await ring.flush()
  await check(undefined)
  await ring.flush()
  await ring.flush()
  const since = hourOf(now)
  expect(await countIdentityChecks(db, 'w1', since)).toEqual({ valid: 3, missing: 2 })
  expect(await countIdentityChecks(db, 'w2', since)).toEqual({})
  expect((await listIdentityKeys(db, 'w1'))[0]?.lastUsedAt).toBe(now)
  clock.now += 49 * 3_600_000
  await check(undefined)
  await ring.flush()
  expect(await countIdentityChecks(db, 'w1', 0)).toEqual({ missing: 1 })
})

test('what could not be written is counted with the next', async () => {
  const { ring, check, db } = await setUp('report')
  await check(undefined)
  await db.run('ALTER TABLE identity_checks RENAME TO away')
  await expect(ring.flush()).rejects.toThrow()
  await db.run('ALTER TABLE away RENAME TO identity_checks')
  await check(undefined)
  await ring.flush()
  expect(await countIdentityChecks(db, 'w1', 0)).toEqual({ missing: 2 })
})

test('a key that does not open verifies nothing, and the other one goes on', async () => {
  const { ring, db, check, faults } = await setUp()
  const ed = generateKeyPairSync('ed25519')
  const read = readPublicKey(JSON.stringify(ed.publicKey.export({ format: 'jwk' })))
  if (typeof read === 'string') throw new Error(read)
  await addIdentityKey(
    db,
    {
      id: 'kid_ed',
      workspace: 'w1',
      algorithm: read.algorithm,
      sealed: null,
      publicKey: read.jwk,
      createdAt: now,
    },
    brim,
  )
  await db.run("UPDATE identity_keys SET sealed = 'v1.otherkey.AAAA.AAAA' WHERE id = 'kid_1'")
  ring.forget()
  expect(await check(await sign())).toBe('unknown_key')
  const signing = { key: ed.privateKey, header: { alg: 'EdDSA', kid: 'kid_ed' } }
  expect(await check(await sign({}, signing))).toBe('valid')
  expect(faults).toHaveLength(1)
})
