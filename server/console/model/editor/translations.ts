/** All texts of a nudge as a grid: a row for each text, a column for each locale. Pure. */
import { copyIssues } from '../../../../shared/copy/issues.ts'
import type { Copy, Nudge } from '../../../../shared/definition/nudge.ts'
import { isGap } from './draft.ts'
import { textsOf } from './texts.ts'
import { copiesOf, idOf, type Words, withCopies, wordsOf } from './words.ts'

export type TextRow = {
  /** The same text has the same id: `nudge/title`, `arm:b/actions.0.label`. */
  id: string
  words: Words
  /** Within a copy, as in issues. */
  path: string
  /** In the default locale. */
  source: string
}

/** Every text that the default locale has, in reading order. */
export function textRows(draft: Nudge): TextRow[] {
  return wordsOf(draft).flatMap((words) => {
    const copy = copiesOf(draft, words)?.[draft.defaultLocale]
    const texts = copy ? translatable(copy) : []
    return texts.map(({ path, text }) => ({
      id: `${idOf(words)}/${path}`,
      words,
      path,
      source: text,
    }))
  })
}

/** What reads the same in every language is left out. */
function translatable(copy: Copy) {
  const { picture, unit, dismiss } = copy
  const alt = picture?.kind === 'image' ? picture.alt : ''
  return [
    ...textsOf(copy),
    { path: 'unit', text: unit ?? '' },
    { path: 'picture.alt', text: alt },
    { path: 'dismiss', text: dismiss },
  ].filter(({ text }) => text !== '')
}

/** Whether marks and variables are read in it: some are said as they stand. */
export const isMarkedUp = (path: string) => !['unit', 'picture.alt', 'dismiss'].includes(path)

/** A label stands on a button, where no link can be. */
export const hasLinksAt = (path: string) => isMarkedUp(path) && !path.startsWith('actions.')

/** The default one first, then by name. */
export function localesOf(draft: Nudge): string[] {
  const all = new Set(wordsOf(draft).flatMap((words) => Object.keys(copiesOf(draft, words) ?? {})))
  return [draft.defaultLocale, ...[...all].filter((one) => one !== draft.defaultLocale).sort()]
}

/** Nothing where the locale has no such text. */
export function textAt(draft: Nudge, { words, path }: TextRow, locale: string): string | undefined {
  const copy = copiesOf(draft, words)?.[locale]
  return copy && translatable(copy).find((one) => one.path === path)?.text
}

/** Whether it is still to be translated. */
export function isGapAt(draft: Nudge, row: TextRow, locale: string): boolean {
  return locale !== draft.defaultLocale && isGap(row.source, textAt(draft, row, locale) ?? '')
}

/** The draft with one text in one locale; what the locale lacks around it comes from the default one. */
export function withText(draft: Nudge, row: TextRow, locale: string, text: string): Nudge {
  const copies = copiesOf(draft, row.words)
  const source = copies?.[draft.defaultLocale]
  if (!source) return draft
  const copy = setText(copies[locale] ?? source, source, row.path.split('.'), text)
  return withCopies(draft, row.words, { ...copies, [locale]: copy })
}

type Tree = Record<string, unknown> | unknown[]

function setText(copy: Copy, source: Copy, path: string[], text: string): Copy {
  const made = structuredClone(copy) as unknown as Record<string, unknown>
  let here: Tree = made
  let there: Tree | undefined = source as unknown as Tree
  path.slice(0, -1).forEach((part) => {
    const inner = at(there, part)
    fillUpTo(here, there, part)
    here = at(here, part) as Tree
    there = inner as Tree | undefined
  })
  const last = path.at(-1) ?? ''
  fillUpTo(here, there, last)
  // An optional text that is emptied is none.
  if (text === '' && (last === 'unit' || last === 'countdown')) delete made[last]
  else (here as Record<string, unknown>)[last] = text
  return made as unknown as Copy
}

const at = (tree: Tree | undefined, part: string): unknown =>
  (tree as Record<string, unknown> | undefined)?.[part]

/** A list has no holes: what stands before the place comes along. */
function fillUpTo(here: Tree, there: Tree | undefined, part: string) {
  if (!Array.isArray(here)) {
    const tree = here as Record<string, unknown>
    tree[part] ??= structuredClone(at(there, part))
    return
  }
  for (let i = here.length; i <= Number(part); i++) here.push(structuredClone(at(there, String(i))))
}

const most: [RegExp, number][] = [
  [/^title$/, 140],
  [/^body$/, 1000],
  [/^list\./, 200],
  [/^picture\.alt$/, 200],
  [/^countdown$/, 80],
  [/^(unit|dismiss)$/, 40],
  [/^comparison\.rows\.\d+\.label$/, 60],
  [/^comparison\./, 40],
  [/^actions\./, 60],
]

/** How many letters it may have, as the server takes it. */
export function mostLetters(path: string): number {
  return most.find(([pattern]) => pattern.test(path))?.[1] ?? 40
}

/** May be left empty: what it says is not needed. */
const mayBeEmpty = /^(body|list\.|picture\.alt|countdown|unit|comparison\.)/
/** Said as it stands: no variables, bold or links. */
const isPlain = /^(unit|dismiss|picture\.alt)$/

/** What is wrong with a text for a place; nothing where it is fine. */
export function faultOf(path: string, text: string): string | undefined {
  if (text.trim() === '' && !mayBeEmpty.test(path)) return 'It can’t be empty'
  const limit = mostLetters(path)
  if (text.length > limit) return `${text.length} letters; at most ${limit}`
  return isPlain.test(path) ? undefined : copyIssues(text)[0]
}
