/**
 * Recognises events without anything unusual in them, which most are. Judging one by its schema costs
 * more than all else that is done with it before the commit. What is not recognised is no fault: it is
 * judged by the schema. Nothing is recognised that the schema, the limits or the reserved names would
 * refuse, which a test tries.
 */
import {
  builtInEvents,
  type Event,
  systemEvents,
  type WidgetItem,
} from '../../../shared/event/event.ts'
import { isUnsafeName } from '../../../shared/value/key.ts'

/** So many characters can never be more bytes than an item may have, however they are escaped. */
const mostCharacters = 5_000

const plainName = /^[A-Za-z][\w.:-]{0,63}$/
const plainId = /^[\w@.:+-]{1,128}$/
/** Days that every month has. */
const plainTime =
  /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/
/** Reserved, or with a property that they cannot do without. */
const special: ReadonlySet<string> = new Set([...systemEvents, ...Object.keys(builtInEvents)])
const plainFeature = /^[A-Za-z][\w-]{0,63}$/

export function isPlainEvent(item: unknown): item is Event {
  if (!isRecord(item) || !(item.account === undefined ? item.user : item.account)) return false
  return isPlain(item, false)
}

export function isPlainWidgetEvent(item: unknown): item is WidgetItem {
  return (
    isRecord(item) && item.type === 'event' && item.messageId !== undefined && isPlain(item, true)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPlain(item: Record<string, unknown>, isOfWidget: boolean): boolean {
  if (typeof item.name !== 'string') return false
  for (const field of Object.keys(item)) {
    const value = item[field]
    switch (field) {
      case 'type':
        if (!isOfWidget) return false
        break
      case 'name':
        break
      case 'account':
      case 'user':
        if (isOfWidget || !isMatch(plainId, value)) return false
        break
      case 'messageId':
        if (!isMatch(plainId, value)) return false
        break
      case 'occurredAt':
        if (!isMatch(plainTime, value)) return false
        break
      case 'properties':
        if (!arePlain(value)) return false
        break
      default:
        return false
    }
  }
  return isPlainlyNamed(item.name, item.properties)
}

function isPlainlyNamed(name: string, properties: unknown): boolean {
  if (!special.has(name)) return plainName.test(name)
  if (name === 'page_viewed') return true
  const isUse = name === 'feature_used' || name === 'paywall_hit'
  if (!isUse || !isRecord(properties)) return false
  const { feature } = properties
  return isMatch(plainFeature, feature) && !isUnsafeName(feature)
}

function isMatch(pattern: RegExp, value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value)
}

function arePlain(properties: unknown): boolean {
  if (!isRecord(properties)) return false
  const names = Object.keys(properties)
  if (names.length > 100) return false
  let characters = 0
  for (const name of names) {
    if (!plainName.test(name) || isUnsafeName(name)) return false
    const value = properties[name]
    if (typeof value === 'string') {
      if (value.length > 2048) return false
      characters += value.length
    } else if (typeof value === 'number') {
      if (!(Math.abs(value) <= 1e100)) return false
    } else if (typeof value !== 'boolean' && value !== null) return false
    characters += name.length + 30
    if (characters > mostCharacters) return false
  }
  return true
}
