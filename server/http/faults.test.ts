// Whatever is wrong with a request, on whatever route: it is told in plain words, and in none of the library’s.
import { expect, test } from 'vitest'
import type { Issue } from '../../shared/protocol/error.ts'
import { testApp } from '../test-app.ts'
import { isDoor } from './inbound/test-doors.ts'
import { bodyOf } from './test-bodies.ts'

type Json = null | string | number | Json[] | { [name: string]: Json }

const ofTheLibrary =
  /\b(expected|received)\b|Too (big|small)|Invalid (input|option|string|key|value|number|element|discriminator|ISO|URL|UUID|email address)|Unrecognized|must match pattern/

const odd: readonly Json[] = [null, '', 5, -1.5, 1e99, [], {}, 'x'.repeat(3_000), [5], { x: 1 }]

function placesIn(value: Json): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  return [
    [],
    ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner).map((at) => [name, ...at])),
  ]
}

/** With something else at one place, or without what is there. */
function withOther(value: Json, [name, ...rest]: readonly string[], other?: Json): Json {
  if (name === undefined) return other ?? null
  const entries = Object.entries(value as object).flatMap(([one, inner]): [string, Json][] => {
    if (one !== name) return [[one, inner]]
    if (rest.length > 0) return [[one, withOther(inner, rest, other)]]
    return other === undefined ? [] : [[one, other]]
  })
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

/** At each place of a good body some of what is odd, another at the next. */
function faultyBodies(good: Json): Json[] {
  const each = placesIn(good).flatMap((at, i) => [
    ...[0, 3].map((step) => withOther(good, at, odd[(i + step) % odd.length])),
    ...(at.length > 0 ? [withOther(good, at)] : []),
  ])
  return [...odd, ...each]
}

const junk = [
  '?limit=x&revision=x&offset=x&from=x',
  '?limit=-1&publish=maybe&days=x',
  '?limit=1.5&status=x&sort=x&before=',
]

/** Of these no body is read, or none that a schema knows. */
const withoutSchema =
  /\/(live|sign-out|pictures|sample|rotate|pause|resume|retry|publish|archive|restore|:change)$/

type Route = { method: string; path: string }
type Answer = { error?: { issues?: Issue[] }; refused?: { issues: Issue[] }[] }

async function faultsIn(response: Response): Promise<string[]> {
  const { error, refused = [] } = ((await response.json().catch(() => null)) ?? {}) as Answer
  const issues = [...(error?.issues ?? []), ...refused.flatMap((one) => one.issues)]
  return issues.map((one) => one.message)
}

async function everyRoute() {
  const { app, request, keys, signIn } = await testApp()
  const ask = await signIn()
  const all = app.routes.filter(
    (one) =>
      /^\/(v1|b\/v1|console\/api)\//.test(one.path) &&
      /GET|POST|PUT/.test(one.method) &&
      !isDoor(one) &&
      !withoutSchema.test(one.path),
  )
  const keyed = (body: Json) =>
    typeof body === 'object' && body !== null ? { ...body, key: keys.publishable } : body
  const headers = { authorization: `Bearer ${keys.secret}`, origin: 'https://app.example.com' }
  return {
    routes: [...new Map(all.map((one): [string, Route] => [`${one.method} ${one.path}`, one]))],
    async faultsOf({ method, path }: Route, { query = '', body }: { query?: string; body?: Json }) {
      const address =
        path
          .replace(':workspace', 'w1')
          .replace(':kind', 'nudge')
          .replaceAll(/:\w+(\{[^}]*\})?/g, 'one') + query
      const answer = path.startsWith('/console/api')
        ? ask(method, address.replace('/console/api', ''), body)
        : request(method, address, path.startsWith('/b/') ? keyed(body ?? {}) : body, headers)
      return faultsIn(await answer)
    },
  }
}

test('no route tells a fault in the words of the library', async () => {
  const { routes, faultsOf } = await everyRoute()
  const silent: string[] = []
  const told = new Set<string>()
  for (const [name, route] of routes) {
    const asked =
      route.method === 'GET'
        ? junk.map((query) => ({ query }))
        : faultyBodies((bodyOf(route, 'quokka') ?? {}) as Json).map((body) => ({ body }))
    const faults: string[] = []
    for (const one of asked) faults.push(...(await faultsOf(route, one)))
    for (const one of faults) told.add(one)
    if (route.method !== 'GET' && faults.length === 0) silent.push(name)
  }
  expect([...told].filter((one) => ofTheLibrary.test(one))).toEqual([])
  // Of any other nothing would be proved.
  expect(silent).toEqual([])
}, 240_000)
