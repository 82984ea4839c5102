/** Texts that are no row of anybody, and may name who is erased by their id: as the field of a message. */
import { jsonText } from '../../store/json-text.ts'
import type { Erasing } from './erasing.ts'
import { redactedTexts } from './marks.ts'

/** Any of them as it stands in JSON, which may be cut and so be none any more. */
const field =
  /"(user|account|(?:(?:user|account|group|distinct|anonymous)_?)?id)"\s*:\s*("(?:[^"\\]|\\.)*")/gi

function isNamedIn(text: string, erasing: Erasing): boolean {
  return [...text.matchAll(field)].some(([, name = '', value = '']) => {
    const id = String(parsed(value))
    const isAccount = !/^(user|distinct|anonymous)/i.test(name) && erasing.accounts.has(id)
    return isAccount || (!/^(account|group)/i.test(name) && erasing.users.has(id))
  })
}

const quoted = /"(?:[^"\\]|\\.)*"/g

/**
 * Whether one of the texts tells who they are, or has an id of theirs as any value: of what helps for a
 * day, and nothing is counted from, rather too much goes.
 */
export function isNamedOrTold(texts: readonly unknown[], erasing: Erasing): boolean {
  return texts.some((one) => {
    if (one === null) return false
    const text = String(one)
    const isValue = [...text.matchAll(quoted)].some(([value]) => {
      const id = String(parsed(value))
      return erasing.accounts.has(id) || erasing.users.has(id)
    })
    return isValue || isTold(text, erasing)
  })
}

// A line's end in JSON is written as a letter, which is no part of the word after it.
const isTold = (text: string, { marks }: Erasing) => marks.areIn(text.replace(/\\[bfnrt]/g, ' '))

/** What is left of an answer: of who is erased nothing that was said. */
export function answerLeft(body: string, erasing: Erasing): string {
  const answer = parsed(body)
  if (answer === undefined) return erasing.marks.redacted(body)
  return isNamedIn(body, erasing) || isTold(body, erasing) ? jsonText(left(answer, erasing)) : body
}

function left(value: unknown, erasing: Erasing): unknown {
  if (Array.isArray(value)) return value.map((one) => left(one, erasing))
  if (typeof value !== 'object' || value === null) return redactedTexts(value, erasing.marks)
  const isOwn = Object.entries(value).some(
    ([name, one]) => typeof one === 'string' && isNamedIn(JSON.stringify({ [name]: one }), erasing),
  )
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isOwn ? emptied(one) : left(one, erasing)]),
  )
}

function emptied(value: unknown): unknown {
  if (typeof value === 'string') return '…'
  if (Array.isArray(value)) return value.map(emptied)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, emptied(one)]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
