/** Heap's server-side API: events, and what is said of users and accounts. */
import { Hono } from 'hono'
import { type HeapCall, readHeap } from '../../inbound/heap.ts'
import type { AppEnv } from '../router.ts'
import { answerAs } from './answer-as.ts'
import { keyIn } from './credentials.ts'
import { addDoor } from './door.ts'
import { enterWithSource } from './enter.ts'
import { readPayload } from './payload.ts'
import { takeIn } from './take-in.ts'

const calls: readonly HeapCall[] = ['track', 'add_user_properties', 'add_account_properties']

const asHeap = answerAs(({ status, message }) => ({ status, body: { error: message } }))

export const heap = new Hono<AppEnv>()

for (const call of calls) {
  addDoor(heap, { paths: [`/api/${call}`], refuse: asHeap }, async (c) => {
    const body = await readPayload(c)
    const source = await enterWithSource(c, keyIn(body), ['heap'])
    await takeIn(c, source, () => readHeap(body, call))
    return c.json({})
  })
}
