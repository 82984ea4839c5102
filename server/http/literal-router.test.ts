import fc from 'fast-check'
import { TrieRouter } from 'hono/router/trie-router'
import { expect, test } from 'vitest'
import { LiteralRouter } from './literal-router.ts'

const segment = fc.constantFrom('v1', 'events', 'accounts', ':id', ':rest{.+}', '*', 'a')
const pattern = fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`)
const path = fc
  .array(fc.constantFrom('v1', 'events', 'accounts', 'a', 'x'), { maxLength: 4 })
  .map((parts) => `/${parts.join('/')}`)
const method = fc.constantFrom('GET', 'POST', 'ALL')

test('finds what Hono’s own router finds, also when it is asked again and when routes come late', () => {
  const addition = fc.record({ kind: fc.constant('add' as const), method, path: pattern })
  const question = fc.record({ kind: fc.constant('ask' as const), method, path })
  fc.assert(
    fc.property(fc.array(fc.oneof(addition, question), { maxLength: 40 }), (steps) => {
      const ours = new LiteralRouter<string>()
      const oracle = new TrieRouter<string>()
      steps.forEach((step, index) => {
        if (step.kind === 'add') {
          for (const router of [ours, oracle]) router.add(step.method, step.path, `h${index}`)
          return
        }
        const expected = oracle.match(step.method, step.path)
        expect(ours.match(step.method, step.path)).toEqual(expected)
        expect(ours.match(step.method, step.path)).toEqual(expected)
      })
    }),
    { numRuns: 1_000 },
  )
})

test('looks for what answers a path without parameters once', () => {
  const router = new LiteralRouter<string>()
  router.add('ALL', '/*', 'before')
  router.add('POST', '/v1/events', 'handler')
  const first = router.match('POST', '/v1/events')
  expect(router.match('POST', '/v1/events')).toBe(first)
  expect(router.match('POST', '/v1/other')).not.toBe(router.match('POST', '/v1/other'))
})
