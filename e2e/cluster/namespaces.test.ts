// A namespace has to be there before it is used; who makes it, and what is said where nobody can.
import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { SignJWT } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { fetchFrom } from '../../server/store/server-fetch.ts'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { type SqldOptions, startSqld } from './sqld.ts'

const secret = 'the same on every node and long enough'

const started = async (options: SqldOptions = {}) => {
  const folder = createScratch('namespaces')
  const sqld = await startSqld(join(folder, 'primary'), options)
  onTestFinished(() => sqld.kill())
  const brim = (env: Record<string, string>) =>
    startBrim({
      dataDir: join(folder, 'data'),
      env: { HOST: '127.0.0.1', BRIM_DATABASE_URL: sqld.url, BRIM_SECRET: secret, ...env },
    })
  return { sqld, brim }
}

test('a node without an admin address says what is missing, and does not start', async () => {
  const { brim, sqld } = await started()
  await expect(brim({})).rejects.toThrow(
    `The database server ${new URL(sqld.url).host} has no namespace control: create it there, or set BRIM_DATABASE_ADMIN_URL`,
  )
})

test('a server that is away is told by its address', async () => {
  const { brim, sqld } = await started()
  await sqld.kill()
  await expect(brim({ BRIM_DATABASE_ADMIN_URL: sqld.adminUrl })).rejects.toThrow(
    /Brim did not start.\n.*The database server is away: connect ECONNREFUSED/,
  )
})

test('a server that wants a token and a key lets in who has them, and the others hear of it', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const jwtKey = String(publicKey.export({ format: 'jwk' }).x)
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey)
  const { brim, sqld } = await started({ jwtKey, adminKey: 'an-admin-key' })
  const withoutKey = { BRIM_DATABASE_ADMIN_URL: sqld.adminUrl }
  await expect(brim(withoutKey)).rejects.toThrow('401 check BRIM_DATABASE_ADMIN_KEY')
  const env = { ...withoutKey, BRIM_DATABASE_ADMIN_KEY: 'an-admin-key' }
  await expect(brim(env)).rejects.toThrow('check BRIM_DATABASE_TOKEN')
  await expect(brim({ ...env, BRIM_DATABASE_TOKEN: `${token}x` })).rejects.toThrow(
    'check BRIM_DATABASE_TOKEN',
  )
  const node = await brim({ ...env, BRIM_DATABASE_TOKEN: token })
  expect((await fetch(`${node.url}/readyz`)).status).toBe(200)
  await node.stop()
})

test('a node of another secret, and one of before a newer Brim, say so and do not start', async () => {
  const { brim, sqld } = await started()
  const env = { BRIM_DATABASE_ADMIN_URL: sqld.adminUrl }
  await (await brim(env)).stop()
  const other = { ...env, BRIM_SECRET: 'another one and long enough as well' }
  await expect(brim(other)).rejects.toThrow('BRIM_SECRET: Is not that of the nodes')
  // As where it is being changed.
  await (await brim({ ...other, BRIM_SECRET_BEFORE: secret })).stop()
  const control = createClient({ url: sqld.url, fetch: fetchFrom('control') })
  await control.execute("INSERT INTO migrations VALUES ('9999_of_tomorrow', '')")
  control.close()
  await expect(brim(env)).rejects.toThrow(
    'Brim did not start.\nA newer Brim has changed this database (9999_of_tomorrow)',
  )
})

test('nodes that start at once on an empty server agree on who made what', async () => {
  const { brim, sqld } = await started()
  const env = { BRIM_DATABASE_ADMIN_URL: sqld.adminUrl }
  const nodes = await Promise.all([brim(env), brim(env), brim(env)])
  onTestFinished(async () => {
    await Promise.all(nodes.map((node) => node.kill()))
  })
  for (const node of nodes) expect((await fetch(`${node.url}/readyz`)).status).toBe(200)
  const config = await fetch(`${sqld.adminUrl}/v1/namespaces/control/config`)
  // Else a power cut could take what was acknowledged.
  expect(await config.json()).toMatchObject({ durability_mode: 'strong' })
  const ready = (url: string) => async () => (await fetch(`${url}/readyz`)).status
  await sqld.kill()
  for (const { url } of nodes) await expect.poll(ready(url), { timeout: 10_000 }).toBe(503)
  await sqld.restart()
  for (const node of nodes) {
    await expect.poll(ready(node.url), { timeout: 10_000 }).toBe(200)
    await node.stop()
  }
})
