/**
 * What tells who is erased in what belongs to others, and it alone is taken out there.
 *
 * Whatever stands under the id of who is erased goes, whatever it says. In what belongs to others,
 * these are looked for, as whole words: e-mail addresses, phone numbers, names of several words, and
 * ids and handles that are one of those, hold letters and digits or are made of several words. Names
 * and addresses are those that a backend or billing said of them, under a trait that is called so: a
 * browser may say anything, and an address under another name is somebody else's. A single word, a
 * domain, what has fewer than six characters and what an author of the workspace wrote is never looked
 * for: it says as much of everybody. Nor is anything taken out of the plan or the role of others, or
 * out of what another user is called.
 */
import type { Subject } from '../../../shared/account/erasure.ts'
import type { FactValue, Traits } from '../../../shared/event/event.ts'

const mail = '((primary|work|personal|private|contact|billing)[ _-]?)?e-?mail([ _-]?address)?'
const called = {
  user: new RegExp(
    `^(((full|first|last|given|family|user|display|nick)[ _-]?)?name|login|handle|${mail}|phone([ _-]?number)?|mobile)$`,
    'i',
  ),
  account: new RegExp(
    `^(((company|organi[sz]ation|legal|account|display)[ _-]?)?name|${mail}|phone([ _-]?number)?)$`,
    'i',
  ),
} satisfies Record<Subject['kind'], RegExp>

/** The traits that name whoever they are of, and may be looked for. */
export function marksIn(kind: Subject['kind'], facts: Traits): string[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    typeof value === 'string' && called[kind].test(name) && isDistinctive(value) ? [value] : [],
  )
}

const word = /[\p{L}\p{N}]+/gu
const isAddress = (text: string) => /^\S+@\S+\.\S+$/.test(text)
const isPhone = (text: string) => /^[\d\s()+./-]+$/.test(text) && /(\d\D*){7}/.test(text)

/** Whether it is likely to mean nobody and nothing else. */
export function isDistinctive(text: string): boolean {
  if (isAddress(text) || isPhone(text)) return true
  if (text.length < 6 || !/\p{L}/u.test(text)) return false
  return /\p{N}/u.test(text) || (text.match(word) ?? []).length > 1
}

export type Marks = {
  /** Texts that a JSON text with one of the marks in it contains one of: to find candidates by. */
  needles: string[]
  /** Whether one of them stands in the text. */
  areIn(text: string): boolean
  /** The text with a gap for each of them. */
  redacted(text: string): string
}

const gap = '…'

/** `authored`: what authors wrote, in lower case. An address is somebody's even there. */
export function compileMarks(marks: Iterable<string>, authored: ReadonlySet<string>): Marks {
  const looked = [...marks].filter(
    (mark) => isDistinctive(mark) && (isAddress(mark) || !authored.has(mark.toLowerCase())),
  )
  const all = new Set(
    looked
      .flatMap((mark) => [mark, mark.toLowerCase()])
      .map((mark) => mark.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')),
  )
  // By their first words: however many they are, a text is gone through once.
  const byFirst = new Map<string, string[]>()
  for (const mark of all) {
    const [first = ''] = mark.match(word) ?? []
    byFirst.set(first, [...(byFirst.get(first) ?? []), mark])
  }
  const find = (text: string): { from: number; to: number }[] =>
    byFirst.size === 0
      ? []
      : [...text.matchAll(word)].flatMap(({ 0: first, index: from }) =>
          (byFirst.get(first) ?? [])
            .filter((mark) => text.startsWith(mark, from))
            .map((mark) => ({ from, to: from + mark.length }))
            .filter((place) => isWhole(text, place)),
        )
  return {
    needles: [...all].map((mark) => JSON.stringify(mark).slice(1, -1)),
    areIn: (text) => find(text).length > 0,
    redacted: (text) => {
      let [left, after] = ['', 0]
      for (const { from, to } of find(text)) {
        if (from >= after) left += text.slice(after, from) + gap
        after = Math.max(after, to)
      }
      return left + text.slice(after)
    },
  }
}

const continuesBefore = /[\p{L}\p{N}]$|[\p{L}\p{N}][-_.+@]$/u
const continuesAfter = /^[\p{L}\p{N}]|^[-_.+][\p{L}\p{N}]/u

/** Not as part of a longer id or address, which is another one. */
function isWhole(text: string, { from, to }: { from: number; to: number }): boolean {
  // Four units: two characters outside the first plane.
  const [before, after] = [text.slice(Math.max(0, from - 4), from), text.slice(to, to + 4)]
  return !continuesBefore.test(before) && !continuesAfter.test(after)
}

/** The value with gaps; what is an id in it is no text. */
export function redactedTexts<One>(value: One, marks: Marks): One {
  if (typeof value === 'string') return marks.redacted(value) as One
  if (Array.isArray(value)) return value.map((one) => redactedTexts(one, marks)) as One
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'string' && ids.includes(name) ? one : redactedTexts(one, marks),
    ]),
  ) as One
}

const ids = ['account', 'user', 'plan', 'role', 'id', 'decisionId', 'signal', 'alert', 'rep']
/** They say what somebody may do, not who they are. */
const standing = /^(plan|role)$/i

/** What is said of others stays where it is these. */
export function isTheirs(kind: Subject['kind'], name: string): boolean {
  return standing.test(name) || (kind === 'user' && called.user.test(name))
}

/** What is said of somebody else without what tells; the same object where nothing does. */
export function withoutMarks(kind: Subject['kind'], facts: Traits, marks: Marks): Traits {
  const tells = (value: FactValue): boolean =>
    Array.isArray(value) ? value.some(tells) : typeof value === 'string' && marks.areIn(value)
  const rest = Object.entries(facts).filter(
    ([name, value]) => isTheirs(kind, name) || !tells(value),
  )
  return rest.length === Object.keys(facts).length ? facts : Object.fromEntries(rest)
}
