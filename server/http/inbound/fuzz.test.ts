// Whatever comes to a tool's door with a good key: an answer that its clients know, and no fault of ours.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { home, testApp } from '../../test-app.ts'
import { isDoor, requestTo, takesAnything, vendorOf } from './test-doors.ts'

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
)
const odd = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom('{"__proto__":{"x":1}}', '1e999', '"\\ud800"', 'null', '[]', '[[[[]]]]', '""'),
)

test('no body makes a door fail', async () => {
  const app = await testApp()
  const doors = app.app.routes.filter(
    (one) => one.method === 'POST' && isDoor(one) && !takesAnything(one),
  )
  const keys = new Map<string, string>()
  for (const vendor of new Set(doors.map(vendorOf))) {
    keys.set(vendor, (await app.addSource(vendor)).token)
  }
  const sent = fc.oneof(
    { weight: 4, arbitrary: fc.record({ at: fc.nat(), other: odd }) },
    fc.record({ bytes, isPacked: fc.boolean(), encoding: fc.constantFrom('', 'gzip', 'br') }),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...doors), sent, async (door, one) => {
      const { path, body } = requestTo(door, keys.get(vendorOf(door)) ?? '', 'mara')
      const init = 'bytes' in one ? packed(one) : { body: withOther(body, one.at, one.other) }
      const response = await app.app.request(home + path, { method: 'POST', ...init })
      expect(response.status, `${door.path} ${JSON.stringify(init.body)}`).toBeLessThan(500)
      expect([200, 400, 401, 413]).toContain(response.status)
    }),
    { numRuns: 600 },
  )
  expect(app.logged).toEqual([])
}, 120_000)

type Packed = { bytes: Uint8Array; isPacked: boolean; encoding: string }

function packed({ bytes, isPacked, encoding }: Packed): RequestInit {
  return {
    body: new Uint8Array(isPacked ? gzipSync(bytes) : bytes),
    headers: encoding === '' ? {} : { 'content-encoding': encoding },
  }
}

/** The body with something else in place of one of its values, wherever that stands. */
function withOther(body: unknown, at: number, other: string): string {
  const mark = '"\u0007"'
  let seen = 0
  const count = JSON.stringify(body).length
  const text = JSON.stringify(body, (_, value) =>
    seen++ === at % Math.min(count, 12) ? '\u0007' : value,
  )
  return text.replace(mark, () => other).replace('"\\u0007"', () => other)
}
