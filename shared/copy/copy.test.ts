import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hrefIssue, safeHref } from './href.ts'
import type { Authored, Inline } from './inline.ts'
import { copyIssues } from './issues.ts'
import { parseCopy } from './parse.ts'
import { plainText, resolveCopy } from './resolve.ts'

const text = (one: string): Authored => ({ kind: 'text', text: one })

test.each<[string, Authored[]]>([
  ['plain', [text('plain')]],
  ['a **bold** b', [text('a '), { kind: 'bold', children: [text('bold')] }, text(' b')]],
  ['*it*', [{ kind: 'italic', children: [text('it')] }]],
  [
    '**a *b* c**',
    [
      {
        kind: 'bold',
        children: [text('a '), { kind: 'italic', children: [text('b')] }, text(' c')],
      },
    ],
  ],
  ['**open', [text('**open')]],
  ['3 * 4 = 12', [text('3 * 4 = 12')]],
  ['\\*not\\*', [text('*not*')]],
  ['[a](https://x.test/y)', [{ kind: 'link', href: 'https://x.test/y', children: [text('a')] }]],
  ['[a](/upgrade)', [{ kind: 'link', href: '/upgrade', children: [text('a')] }]],
  ['[a](javascript:alert(1))', [text('[a](javascript:alert(1))')]],
  ['<img src=x onerror=alert(1)>', [text('<img src=x onerror=alert(1)>')]],
  ['{{user.name|you}}', [{ kind: 'variable', name: 'user.name', fallback: 'you' }]],
  ['{{ user.name }}', [{ kind: 'variable', name: 'user.name', fallback: undefined }]],
  ['{{open', [text('{{open')]],
])('%s', (authored, tree) => {
  expect(parseCopy(authored)).toEqual(tree)
})

test('every text parses, and no letter of a text without markers is lost', () => {
  fc.assert(
    fc.property(fc.string(), (one) => {
      parseCopy(one)
      const plain = one.replace(/[\\*[\]{}()|]/g, '')
      expect(plainText(parseCopy(plain) as Inline[])).toBe(plain)
    }),
    { numRuns: 10_000 },
  )
})

test('hostile nesting is bounded', () => {
  const deep = `${'['.repeat(5000)}x${'](/a)'.repeat(5000)}`
  expect(() => parseCopy(deep)).not.toThrow()
})

test.each([
  '[',
  '{',
  '*',
  '**a',
  '*[',
  '[{{',
  '[{{a}}',
  '\\\\[',
  '[a](',
  '[*a **b* {{c',
  '*a **b* ',
])('%j fifty thousand times over takes no longer than its letters', (part) => {
  const many = part.repeat(50_000)
  for (const end of ['', '](', '](javascript:x)', '](/a)', '}}', '*']) {
    const start = performance.now()
    parseCopy(many + end)
    copyIssues(many + end)
    expect(performance.now() - start, end).toBeLessThan(10_000)
  }
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:https://x',
  '',
])('%j is no address', (href) => {
  expect(safeHref(href)).toBeUndefined()
  expect(hrefIssue(href)).toBeTypeOf('string')
})

test.each([
  'https://a.test/b?c#d',
  'http://a.test',
  '/billing',
  '#plans',
  '?x=1',
  'mailto:a@b.test',
])('%j is one', (href) => {
  expect(safeHref(href)).toBe(href)
})

test('values come in as text, and a missing one without a fallback is named', () => {
  const values: Record<string, string> = { 'user.name': '**Ana** <b>' }
  const resolved = resolveCopy(
    '{{user.name}} {{account.city|town}} {{account.x}}',
    (one) => values[one],
  )
  expect(resolved).toEqual({
    nodes: [
      { kind: 'text', text: '**Ana** <b>' },
      { kind: 'text', text: ' ' },
      { kind: 'text', text: 'town' },
      { kind: 'text', text: ' ' },
      { kind: 'text', text: '' },
    ],
    unresolved: ['account.x'],
    used: { 'user.name': '**Ana** <b>', 'account.city': 'town' },
  })
})

test('a variable that does not exist is named', () => {
  expect(copyIssues('{{foo}} {{plan.name}} {{meter.seats.used}} {{meter.seats.x}}')).toEqual([
    expect.stringContaining('"foo"'),
    expect.stringContaining('"meter.seats.x"'),
  ])
})

test.each(['on {{offer.plan|the next plan', 'plan.name}} rocks', '{{plan.name|a {{b}}}}'])(
  'does not let braces without their partner through to customers: %s',
  (loose) => expect(copyIssues(loose)).toContainEqual(expect.stringContaining('partner')),
)

test.each(['\\{\\{ is how a variable begins', '{ one } and {{plan.name|{x}}}', 'a} b{'])(
  'lets braces be where they are meant: %s',
  (meant) => expect(copyIssues(meant)).toEqual([]),
)
