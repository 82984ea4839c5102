/** What tells who somebody is, besides their id: their names and addresses, as traits have them. */
import type { FactValue, Traits } from '../../../shared/event.ts'

const names =
  /^((full|first|last|given|family|user|display|nick|company|organi[sz]ation|legal|account)[ _-]?name|name|login|handle|e-?mail([ _-]?address)?|phone([ _-]?number)?|mobile|domain|website|address)$/i
const address = /\S@\S+\.\S/

/** Traits and properties are taken for names by what they are called, and for addresses by their look. */
export function marksIn(facts: Traits): string[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    typeof value === 'string' && value.length > 1 && (names.test(name) || address.test(value))
      ? [value]
      : [],
  )
}

export type Marks = {
  /** Texts that a JSON text with one of the marks in it contains one of: to find candidates by. */
  needles: string[]
  /** Whether a text is one of them, or one of those that are long enough stands in it as a word. */
  areIn(text: string): boolean
}

export function compileMarks(marks: Iterable<string>): Marks {
  const all = new Set([...marks].flatMap((mark) => [mark, mark.toLowerCase()]))
  // What is short, or a number, stands in texts of everybody.
  const words = [...all].filter((mark) => mark.length > 2 && !/^\d+$/.test(mark))
  const inner = (mark: string) => JSON.stringify(mark).slice(1, -1)
  const exact = [...all].filter((mark) => !words.includes(mark))
  return {
    needles: [...words.map(inner), ...exact.map((mark) => JSON.stringify(mark))],
    areIn: (text) => all.has(text) || words.some((word) => hasWord(text, word)),
  }
}

const letter = /[\p{L}\p{N}]/u

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + word.length)))
      return true
  }
  return false
}

/** The facts without what tells who somebody is; `undefined` where nothing does. */
export function withoutMarks(facts: Traits, marks: Marks): Traits | undefined {
  const tells = (value: FactValue): boolean =>
    Array.isArray(value) ? value.some(tells) : typeof value === 'string' && marks.areIn(value)
  const rest = Object.entries(facts).filter(([, value]) => !tells(value))
  return rest.length === Object.keys(facts).length ? undefined : Object.fromEntries(rest)
}
