/** Checks a part of a request and gives its type to the typed client of the console. */
import type { MiddlewareHandler } from 'hono'
import { validator } from 'hono/validator'
import type { z } from 'zod'
import { parse } from '../answer/api-error.ts'
import { readJson } from '../request/body.ts'
import { refuseUnspeakable } from '../request/reserved.ts'

type Target = 'json' | 'query'

export function validated<T extends Target, S extends z.ZodType>(
  target: T,
  schema: S,
): MiddlewareHandler<
  // biome-ignore lint/suspicious/noExplicitAny: it fits into every router
  any,
  string,
  { in: { [K in T]: z.input<S> }; out: { [K in T]: z.output<S> } }
> {
  const json: MiddlewareHandler = async (c, next) => {
    const value = await readJson(c)
    refuseUnspeakable(value)
    c.req.addValidatedData('json', parse(schema, value) as object)
    await next()
  }
  const query = validator('query', (value: unknown) => parse(schema, value) as object)
  // biome-ignore lint/suspicious/noExplicitAny: the validator's own types know targets, not schemas
  return (target === 'json' ? json : query) as any
}
