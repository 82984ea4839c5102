// A namespace has to be there before it is used; who makes it, and what is said where nobody can.
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { startSqld } from './sqld.ts'

const secret = 'the same on every node, and long enough'

const started = async () => {
  const folder = createScratch('namespaces')
  const sqld = await startSqld(join(folder, 'primary'))
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
    `The database server ${new URL(sqld.url).host} has no namespace "control": create it there, or set BRIM_DATABASE_ADMIN_URL`,
  )
})

test('a server that is away is told by its address', async () => {
  const { brim, sqld } = await started()
  await sqld.kill()
  await expect(brim({ BRIM_DATABASE_ADMIN_URL: sqld.adminUrl })).rejects.toThrow(
    /Brim did not start.\n.*The database server is away: connect ECONNREFUSED/,
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
