/** What events and properties are called in messages of any tool: to choose from, not to rely on. */
import type { TriedPayload } from '../../contract.ts'

export type Names = { events: string[]; properties: string[]; traits: string[] }

const eventFields = ['event', 'event_type']
const propertyFields = ['properties', 'event_properties']
const traitFields = ['traits', 'user_properties', '$set']

export function namesIn(payloads: readonly Pick<TriedPayload, 'text'>[]): Names {
  const messages = payloads.flatMap(({ text }) => objectIn(text))
  const keysOf = (fields: readonly string[]) =>
    sorted(messages.flatMap((one) => fields.flatMap((field) => Object.keys(recordOf(one[field])))))
  return {
    events: sorted(
      messages.flatMap((one) => eventFields.flatMap((field) => textIn(one[field]))),
    ).filter((name) => !name.startsWith('$')),
    properties: keysOf(propertyFields).filter((name) => !name.startsWith('$')),
    traits: keysOf(traitFields).filter((name) => !name.startsWith('$')),
  }
}

const sorted = (names: readonly string[]) => [...new Set(names)].sort()
const textIn = (value: unknown) => (typeof value === 'string' ? [value] : [])
const recordOf = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

/** A message that was cut is no JSON any more. */
function objectIn(text: string): Record<string, unknown>[] {
  try {
    return [recordOf(JSON.parse(text))]
  } catch {
    return []
  }
}
