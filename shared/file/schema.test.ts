import { expect, test } from 'vitest'
import { z } from 'zod'
import { plans } from '../../server/demo/catalogue/plans.ts'
import { printFile } from './format.ts'
import { fileSchema } from './schema.ts'

/** The reader of schemas knows no Unicode patterns: those that need it are left out. */
const schema = z.fromJSONSchema(
  JSON.parse(
    JSON.stringify(fileSchema(), (name, value) =>
      name === 'pattern' && String(value).includes('\\p') ? undefined : value,
    ),
  ),
)

test('what is printed fits the schema that editors have, and what is mistyped does not', () => {
  const text = printFile(
    plans.map((body) => ({ kind: 'plan', body, isPaused: body.key === 'team' })),
    'https://brim.example.com/brim.schema.json',
  )
  const file = JSON.parse(text)
  expect(schema.safeParse(file).error).toBeUndefined()
  expect(schema.safeParse({ ...file, plans: { a: { name: 'A' } } }).success).toBe(false)
  expect(
    schema.safeParse({ ...file, plans: { a: { name: 'A', tier: 1, key: 'a' } } }).success,
  ).toBe(false)
})
