// Whatever JSON comes, on whatever route: an answer that the document tells of, and never a fault of ours.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../test-app.ts'
import { exampleOf, faultsOf, type Operation, operations } from './test-contract.ts'

const reserved = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
)
const odd = fc.constantFrom<unknown[]>(
  null,
  '',
  ' ',
  0,
  -0,
  1e308,
  -1e100,
  Number.MAX_SAFE_INTEGER + 2,
  true,
  [],
  {},
  '\u0000',
  '\ud800',
  '𝔘😀',
  'x'.repeat(3_000),
  '2026-11-23T10:00:00Z',
  '9999-99-99',
)
/** As text: what JSON.stringify would write cannot have a key twice, or one of the prototype's. */
const json: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc
      .oneof(odd, fc.string({ unit: 'binary' }), fc.double(), fc.integer())
      .map((one) => JSON.stringify(one) ?? 'null'),
    fc.array(tie('value'), { maxLength: 4 }).map((all) => `[${all.join(',')}]`),
    fc
      .array(fc.tuple(fc.oneof(reserved, fc.string()), tie('value')), { maxLength: 4 })
      .map((all) => `{${all.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
  ),
})).value

/** Every place in a value, as the path that leads there. */
function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  return [
    [],
    ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner).map((at) => [key, ...at])),
  ]
}

/** The body as text, with something else at one place, or something more beside it. */
function withOther(value: unknown, at: string[], other: string, key: string | null): string {
  const [first, ...rest] = at
  if (first === undefined) {
    if (key === null || typeof value !== 'object' || value === null || Array.isArray(value)) {
      return other
    }
    const own = JSON.stringify(value).slice(1, -1)
    return `{${own}${own === '' ? '' : ','}${JSON.stringify(key)}:${other}}`
  }
  const inner = (name: string, one: unknown) =>
    name === first ? withOther(one, rest, other, key) : JSON.stringify(one)
  if (Array.isArray(value)) {
    return `[${value.map((one, i) => inner(String(i), one)).join(',')}]`
  }
  const entries = Object.entries(value as object)
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${inner(name, one)}`).join(',')}}`
}

const id = fc.oneof(
  fc.constantFrom(
    'acme',
    'mara',
    'team',
    'export-wall',
    '__proto__',
    'constructor',
    '..',
    '%00',
    '😀',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 130 }),
)
const isPlain = (names: readonly string[]) => names.every((one) => !(one in {}))

test('no body makes the server fail, or answer what the document does not tell of', async () => {
  const { api, request, keys, logged } = await testApp()
  const all = operations().filter((one) => one.path !== '/v1/triggers/replay')
  const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all.map((one) => `${one.method} ${one.path}`)),
      id,
      fc.nat(),
      json,
      fc.option(fc.oneof(reserved, fc.string())),
      fc.constantFrom(
        '',
        '',
        '?publish=true',
        '?revision=-1',
        '?revision=1&revision=2',
        '?__proto__=1',
      ),
      async (name, subject, place, other, key, query) => {
        const operation = all.find((one) => `${one.method} ${one.path}` === name)
        if (!operation) throw new Error(name)
        const path = operation.path.replaceAll(/\{[a-z]+\}/g, () =>
          encodeURIComponent(wellFormed(subject)),
        )
        const example = exampleOf(operation)
        const keyed = operation.path.startsWith('/b/')
          ? { ...(example as object), key: keys.publishable }
          : example
        const places = placesIn(keyed)
        const body = operation.hasBody
          ? withOther(keyed, places[place % places.length] ?? [], other, key)
          : undefined
        const response = await request(operation.method, path + query, body, {
          authorization: `Bearer ${keys.secret}`,
          origin: 'https://app.example.com',
        })
        expect(response.status, await response.clone().text()).toBeLessThan(500)
        // An address of dots is another one, and has the answers of that.
        if (new URL(path, 'http://x').pathname !== path) return
        expect(await faultsOf(operation, response)).toEqual([])
      },
    ),
    { numRuns: 400 },
  )
  expect(logged).toEqual([])
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype)
  expect(isPlain(['polluted', 'traits', 'plan'])).toBe(true)
}, 240_000)

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** What has no good answer here, because there is nothing that it could be of. */
const withoutAnswer = [
  'GET /b/v1/live 400',
  'POST /b/v1/explain 403',
  'POST /b/v1/preview 403',
  'PUT /v1/accounts/{id}/trials/{offer} 404',
  'GET /v1/decisions/{id} 404',
  'GET /v1/deliveries/{id} 404',
  'POST /v1/deliveries/{id}/retry 404',
  'PUT /v1/alerts/{id}/worth 404',
  'GET /v1/accounts/{id}/erasure 404',
  'GET /v1/users/{id}/erasure 404',
  'DELETE /v1/accounts/{id}/claim 404',
  // Given by the vendor of the source.
  'POST /v1/sources/{id}/rotate 409',
  // Others refer to them.
  'DELETE /v1/offers/{key} 409',
  'DELETE /v1/plans/{key} 409',
  'DELETE /v1/triggers/{key} 409',
  'DELETE /v1/accounts/{id}/erasure 409',
  'DELETE /v1/users/{id}/erasure 409',
]
const keys: Record<string, string> = {
  plans: 'team',
  offers: 'team-upgrade',
  triggers: 'export-wall',
  nudges: 'export-modal',
  metered: 'exports',
  plays: 'to-owner',
}

/** Whose ids Brim makes: where one stands in the answer that tells of it first. */
const withIds: Record<string, (answer: Record<string, { id: string }>) => string> = {
  destinations: ({ destination }) => destination?.id ?? '',
  sources: ({ source }) => source?.id ?? '',
}

/** What others refer to comes first; what takes away, last. */
function rankOf({ method, path }: Operation): number {
  const kind = Object.keys(keys).indexOf(path.split('/')[2] ?? '')
  const ends = ['/erasure', '/export', '/figures'].some((end) => path.endsWith(end))
  const ofPublication = path.endsWith('/publication') ? { GET: 60, DELETE: -10 }[method] : 0
  const last = method === 'DELETE' ? 100 : 0
  return last + (ofPublication ?? 0) + (ends ? 50 : 0) + (kind < 0 ? 10 : kind)
}

test('a good body is answered as the document says, on every operation', async () => {
  const taken = { status: 200, answer: null, error: null, meaning: 'delivered' as const }
  const { request, keys: tokens } = await testApp({ send: async () => taken })
  const failed: string[] = []
  const made: Record<string, string> = {}
  for (const operation of operations().sort((a, b) => rankOf(a) - rankOf(b))) {
    const { method, path } = operation
    const collection = path.split('/')[2] ?? ''
    const address = path
      .replace('{key}', keys[collection] ?? '')
      .replace('{version}', '1')
      .replace('{offer}', 'team-trial')
      .replace('{id}', path.includes('users') ? 'mara' : (made[collection] ?? 'acme'))
    const example = exampleOf(operation) as object | undefined
    const body = path.startsWith('/b/') ? { ...example, key: tokens.publishable } : example
    const response = await request(method, address, operation.hasBody ? body : undefined, {
      authorization: `Bearer ${tokens.secret}`,
      origin: 'https://app.example.com',
    })
    expect(await faultsOf(operation, response)).toEqual([])
    const idIn = withIds[collection]
    if (idIn && response.status === 201) made[collection] = idIn(await response.json())
    if (!response.ok) failed.push(`${method} ${path} ${response.status}`)
  }
  expect(failed.sort()).toEqual([...withoutAnswer].sort())
}, 120_000)
