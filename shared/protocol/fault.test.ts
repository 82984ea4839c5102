/** Every kind of fault that a schema can find, as whoever made it reads it. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { meterLimit } from '../definition/meter.ts'
import { action, nudge } from '../definition/nudge.ts'
import { measure } from '../definition/trigger.ts'
import { factValue } from '../event/event.ts'
import { settingsPatch } from '../workspace/settings.ts'
import { issuesOf } from './error.ts'

const told = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value)
  return error
    ? issuesOf(error).map(({ path, message }) => (path ? `${path}: ${message}` : message))
    : []
}

const color = z.enum(['red', 'green'])
const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dot') }),
  z.strictObject({ kind: z.literal('line'), length: z.number() }),
])

test.each<[what: string, schema: z.ZodType, value: unknown, ...told: string[]]>([
  ['nothing where text is', z.object({ name: z.string() }), {}, 'name: Needed'],
  ['nothing where one of some is', z.object({ color }), {}, 'color: Needed, one of: red, green'],
  ['nothing where one thing is', z.object({ is: z.literal(true) }), {}, 'is: Needed'],
  ['nothing where either is', z.object({ of: factValue }), {}, 'of: Needed'],
  ['no body', z.object({}), undefined, 'Needed'],
  ['a number for a text', z.string(), 5, 'Text, not a number'],
  ['null for a text', z.string(), null, 'Text, not null'],
  ['a list for a text', z.string(), [], 'Text, not a list'],
  ['a switch for a text', z.string(), true, 'Text, not true'],
  ['a text for a number', z.number(), '5', 'A number, not text'],
  ['no number', z.number(), Number.NaN, 'A number'],
  ['no end of a number', z.number(), Number.POSITIVE_INFINITY, 'A number'],
  ['a fraction', z.number().int(), 1.5, 'A whole number'],
  ['a text for a whole number', z.number().int(), 'x', 'A number, not text'],
  ['a text for a switch', z.boolean(), 'yes', 'True or false, not text'],
  ['an object for a list', z.array(z.string()), {}, 'A list, not an object'],
  ['a list for an object', z.strictObject({}), [], 'An object, not a list'],
  ['a text for names and values', z.record(z.string(), z.string()), 'x', 'An object, not text'],
  ['one of two in a pair', z.tuple([z.string(), z.string()]), ['a'], 'At least 2 entries'],
  ['something for null', z.null(), 1, 'Null, not a number'],
  ['none of some', color, 'blue', 'One of: red, green'],
  ['not the one', z.literal(true), false, 'Only true'],
  ['too large a number', z.number().max(0.5), 0.6, 'At most 0.5'],
  ['a number at its end', z.number().lt(3), 3, 'Less than 3'],
  ['too small a number', z.number().min(0), -1, 'At least 0'],
  ['a number at its start', z.number().positive(), 0, 'More than 0'],
  ['a huge whole number', z.number().int(), 2 ** 60, 'At most 9007199254740991'],
  ['an empty text', z.string().min(1), '', 'At least 1 character'],
  ['a short text', z.string().min(8), 'x', 'At least 8 characters'],
  ['a long text', z.string().max(2048), 'x'.repeat(2049), 'At most 2,048 characters'],
  ['a text of another length', z.string().length(3), 'x', 'Exactly 3 characters'],
  ['an empty list', z.array(z.string()).min(1), [], 'At least 1 entry'],
  ['a long list', z.array(z.string()).max(2), ['', '', ''], 'At most 2 entries'],
  ['a long pair', z.tuple([z.string()]), ['a', 'b'], 'At most 1 entry'],
  ['no multiple', z.number().multipleOf(5), 7, 'A multiple of 5'],
  ['no e-mail address', z.email(), 'x', 'An e-mail address'],
  ['no address', z.url(), 'x', 'An address such as https://example.com'],
  ['no time', z.iso.datetime(), 'now', 'A time with its zone, such as 2026-11-23T10:00:00Z'],
  ['no day', z.iso.date(), 'today', 'A day such as 2026-11-23'],
  ['no UUID', z.uuid(), 'x', 'A UUID'],
  ['another form', z.string().regex(/^a$/), 'b', 'Not written as it has to be'],
  ['another beginning', z.string().startsWith('sk_'), 'b', 'Begins with "sk_"'],
  ['another end', z.string().endsWith('.com'), 'b', 'Ends with ".com"'],
  ['something left out', z.string().includes('@'), 'b', 'Has "@" in it'],
  ['a key that nobody knows', z.strictObject({}), { a: 1 }, 'a: Unknown key "a"'],
  ['two of them', z.strictObject({}), { a: 1, b: 1 }, 'a: Unknown key "a"', 'b: Unknown key "b"'],
  [
    'a name that is too long',
    z.record(z.string().max(2), z.string()),
    { abc: '' },
    'abc: Its name: At most 2 characters',
  ],
  [
    'a name of no kind',
    z.record(color, z.string()),
    { red: '', green: '', x: '' },
    'x: Unknown key "x"',
  ],
  ['a fault in a set', z.set(z.string()), new Set([1]), 'Text, not a number'],
  ['a kind that is none', shape, { kind: 'cube' }, 'kind: One of: dot, line'],
  ['no kind', shape, {}, 'kind: Needed, one of: dot, line'],
  ['null for what has a kind', shape, null, 'An object, not null'],
  ['a fault of its kind', shape, { kind: 'line' }, 'length: Needed'],
  ['what fits none', factValue, {}, 'Text, a number, true, false, null or a list, not an object'],
  ['what is too long for its kind', factValue, 'x'.repeat(2049), 'At most 2,048 characters'],
  ['neither a word nor an object', meterLimit, 5, '"plan" or an object, not a number'],
  [
    'none of what could be measured',
    measure,
    { cuont: {} },
    'Unknown key "cuont": one of "count", "sum", "distinct", "growth", "meter", "newFeatures", "signals", "age", "trial" is needed',
  ],
  ['a rule of its own without words', z.string().refine(() => false), 'x', 'Not valid'],
  ['a rule of its own', z.string().min(1, 'A name is needed'), '', 'A name is needed'],
  ['too large a holdout', settingsPatch, { holdout: 0.51 }, 'holdout: At most 0.5'],
  [
    'a button of no kind',
    action,
    { kind: 'jump', label: 'x' },
    'kind: One of: checkout, link, trial, contact, ask_admin, callback',
  ],
])('%s', (_, schema, value, ...faults) => {
  expect(told(schema, value)).toEqual(faults)
})

test('a number that is out of bounds says them as data too, and nothing else does', () => {
  const issues = issuesOf(
    z
      .object({
        a: z.number().max(1),
        b: z.number().positive(),
        c: z.string().max(1),
        d: z.number().max(1, 'No'),
      })
      .safeParse({ a: 2, b: 0, c: 'xx', d: 2 }).error ?? expect.fail(),
  )
  expect(issues.map((one) => one.limit)).toEqual([
    { kind: 'at_most', value: 1 },
    { kind: 'more_than', value: 0 },
    undefined,
    undefined,
  ])
})

test('nothing of a nudge is told in the words of the library', () => {
  const odd = [undefined, null, '', 0, 1e9, true, [], {}, 'x'.repeat(3000), [[]], { x: 1 }]
  const fields = Object.keys(nudge.shape)
  const all = odd.flatMap((one) =>
    told(nudge, Object.fromEntries(fields.map((name) => [name, one]))),
  )
  expect(all.length).toBeGreaterThan(50)
  expect(all.filter((one) => /expected|received|Too (big|small)|Invalid/.test(one))).toEqual([])
})
