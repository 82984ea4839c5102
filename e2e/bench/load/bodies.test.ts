import { expect, test } from 'vitest'
import { decideRequest, itemSchemas } from '../../../shared/protocol/api.ts'
import { decideBodies, eventBodies, users } from './bodies.ts'

const names = (bodies: string[]): string[] =>
  bodies.flatMap((body) => JSON.parse(body).events.map((one: { name: string }) => one.name))

test('every event is one that the server takes', () => {
  for (const body of eventBodies(10, 20)) {
    for (const event of JSON.parse(body).events) itemSchemas.event.parse(event)
  }
})

test('six events of twenty have triggers that listen, whatever the batch', () => {
  const listened = new Set(['feature_used', 'paywall_hit'])
  for (const bodies of [eventBodies(200, 1), eventBodies(10, 20)]) {
    expect(names(bodies).filter((name) => listened.has(name))).toHaveLength(60)
  }
})

test('asks for every user once', () => {
  const asked = decideBodies(false).map((body) => decideRequest.parse(JSON.parse(body)).user)
  expect(new Set(asked).size).toBe(users.length)
})
