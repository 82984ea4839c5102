// A commit whose answer never comes: nobody knows, so it is not said to be written, and is not
// counted twice when it is sent again.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createPipeline } from '../../server/pipeline/in-process.ts'
import type { Input } from '../../server/pipeline/input.ts'
import { PipelineUnavailable } from '../../server/pipeline/pipeline.ts'
import { newId } from '../../server/store/new-id.ts'
import { openWorkspaceConnection } from '../../server/store/open.ts'
import { createScratch } from '../harness/scratch.ts'
import { startSqld } from './sqld.ts'

/** Passes requests on; of those that commit the answers are lost while told to. */
const startLossy = async (target: string) => {
  const relay = { url: '', isLosing: false, lost: 0 }
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const answer = await fetch(new URL(incoming.url ?? '/', target), {
      method: String(incoming.method),
      headers: incoming.headers as Record<string, string>,
      ...(body.length > 0 ? { body } : {}),
    })
    const text = await answer.text()
    if (relay.isLosing && body.includes('"COMMIT"')) {
      relay.lost++
      outgoing.destroy()
      return
    }
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  relay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return relay
}

test('what was committed and not answered is repeated, not counted twice', async () => {
  const sqld = await startSqld(join(createScratch('lost'), 'primary'))
  onTestFinished(() => sqld.kill())
  const relay = await startLossy(sqld.url)
  const pipeline = createPipeline({
    open: (id) =>
      openWorkspaceConnection(
        {
          kind: 'server',
          url: relay.url,
          token: undefined,
          replicaUrl: undefined,
          admin: { url: sqld.adminUrl, key: undefined },
        },
        id,
      ),
    newId,
    now: () => Date.now(),
  })
  onTestFinished(() => pipeline.close())
  const at = Date.now()
  const input = (messageId: string): Input => ({
    kind: 'event',
    messageId,
    account: 'acme',
    user: null,
    occurredAt: at,
    receivedAt: at,
    source: 'api',
    name: 'probe',
    properties: {},
  })
  const submit = (...ids: string[]) => pipeline.submit('w1', { at, inputs: ids.map(input) })
  expect(await submit('a')).toMatchObject({ accepted: 1, repeated: 0 })
  relay.isLosing = true
  await expect(submit('b', 'c')).rejects.toBeInstanceOf(PipelineUnavailable)
  expect(relay.lost).toBe(1)
  relay.isLosing = false
  expect(await submit('b', 'c', 'd')).toMatchObject({ accepted: 3, repeated: 2 })
})
