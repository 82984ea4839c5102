/** What people have written, as text: bounded, and without the markup that some help desks put around it. */

import { idOf } from '../message.ts'

/** As much of a message as is read for its topic, and shown to whoever tries rules on it. */
export const longestText = 4_000
const mostTags = 20

/** Tags of a line of text say nothing; those of a block part it from the next one. */
const inline = /<\/?(a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u)\b[^<>]*>/gi
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

export function textOfHtml(value: unknown): string {
  return textIn(value)
    .replace(inline, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{1,8});/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
    })
}

/** Nothing for what is no text. */
export const textIn = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, longestText) : ''

/** A list of texts, or one with spaces between them, as Zendesk’s placeholders write it. */
export function tagsIn(value: unknown): string[] {
  const all = Array.isArray(value) ? value : textIn(value).split(/[\s,]+/)
  const named = all.flatMap((one) => (typeof one === 'string' ? [one.trim().slice(0, 100)] : []))
  return [...new Set(named)].filter((one) => one !== '').slice(0, mostTags)
}

/** An id of the help desk's own; what is longer than any of them is none. */
export function deskId(value: unknown): string | null {
  const id = idOf(value)
  return id === null || id.length > 128 ? null : id
}
