/** What the objects of billing have in common when they are read. */
import { z } from 'zod'
import { Unreadable } from '../message.ts'

export const id = z.string().min(1).max(255)
export const currencyCode = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((code) => code.toUpperCase())
/** More pieces than anybody buys, and few enough to be added up. */
export const quantity = z.number().int().nonnegative().max(1_000_000_000)
/** An amount in minor units, or parts of them. */
export const decimal = z.string().regex(/^\d{1,15}(\.\d{1,12})?$/)

/** Throws `Unreadable` where it is no such thing. `what`: as it is called to somebody who looks for it. */
export function readAs<Schema extends z.ZodType>(
  schema: Schema,
  object: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(object)
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.join('.')
  throw new Unreadable(
    '',
    `This ${what} has a form that is not known${place ? `, in ${place}` : ''}`,
  )
}

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() || null : null
