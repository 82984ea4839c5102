/**
 * Reads authored text. Every string parses: a marker without its partner is text, as is a link to
 * an address that may not be followed. It takes time by the length of the text alone, whatever is in it.
 */
import { safeHref } from './href.ts'
import type { Authored } from './inline.ts'

/** Deep enough for bold in italic in a link; a bound, so that hostile text cannot exhaust the stack. */
const deepest = 4

export function parseCopy(text: string): Authored[] {
  return parseInline(text, 0)
}

function parseInline(text: string, depth: number): Authored[] {
  const nodes: Authored[] = []
  let plain = ''
  const flush = () => {
    if (plain) nodes.push({ kind: 'text', text: plain })
    plain = ''
  }
  const partners = createPartners(text)
  let at = 0
  while (at < text.length) {
    if (isEscape(text, at)) {
      plain += text[at + 1]
      at += 2
      continue
    }
    const found = depth < deepest ? nodeAt(partners, at, depth) : undefined
    if (found) {
      flush()
      nodes.push(found.node)
      at = found.end
    } else {
      plain += text[at]
      at++
    }
  }
  flush()
  return nodes
}

type Found = { node: Authored; end: number }

/** Whether a backslash makes the sign after it a plain one. */
export function isEscape(text: string, at: number): boolean {
  return text[at] === '\\' && /[\\*[\]{}()|]/.test(text[at + 1] ?? '')
}

function nodeAt(partners: Partners, at: number, depth: number): Found | undefined {
  const { text } = partners
  if (text.startsWith('{{', at)) return variableAt(partners, at)
  if (text.startsWith('**', at)) return spanAt(partners, at, '**', 'bold', depth)
  if (text[at] === '*') return spanAt(partners, at, '*', 'italic', depth)
  if (text[at] === '[') return linkAt(partners, at, depth)
  return undefined
}

function variableAt({ text, braces }: Partners, at: number): Found | undefined {
  const close = braces(at)
  if (close < 0) return undefined
  const inside = text.slice(at + 2, close)
  const bar = inside.indexOf('|')
  const name = (bar < 0 ? inside : inside.slice(0, bar)).trim()
  const fallback = bar < 0 ? undefined : inside.slice(bar + 1).trim()
  return { node: { kind: 'variable', name, fallback }, end: close + 2 }
}

function spanAt(
  { text, next }: Partners,
  at: number,
  marker: '*' | '**',
  kind: 'bold' | 'italic',
  depth: number,
): Found | undefined {
  const start = at + marker.length
  const close = next(marker, start)
  if (close <= start) return undefined
  const children = parseInline(text.slice(start, close), depth + 1)
  return { node: { kind, children }, end: close + marker.length }
}

function linkAt({ text, next, address }: Partners, at: number, depth: number): Found | undefined {
  const middle = next('](', at + 1)
  const found = middle < 0 ? undefined : address(middle)
  if (!found) return undefined
  const children = parseInline(text.slice(at + 1, middle), depth + 1)
  return { node: { kind: 'link', href: found.href, children }, end: found.end }
}

type Marker = '*' | '**' | ']('
type Partners = {
  text: string
  /** Where the marker next stands outside escapes and variables; -1 where it does not. */
  next(marker: Marker, from: number): number
  /** Where braces next close; -1 where they do not. */
  braces(from: number): number
  /** What a link whose address begins at `](` leads to; nothing where it may not be followed. */
  address(middle: number): { href: string; end: number } | undefined
}

/**
 * What was found for one sign holds for all that stand between it and its partner: a thousand brackets
 * that are never closed must not each be looked after to the end.
 */
function createPartners(text: string): Partners {
  const lastBraces = text.lastIndexOf('}}')
  const braces = (from: number) => (from > lastBraces ? -1 : text.indexOf('}}', from))
  const found: Record<Marker, { from: number; at: number }> = {
    '*': { from: -1, at: -1 },
    '**': { from: -1, at: -1 },
    '](': { from: -1, at: -1 },
  }
  const search = (marker: Marker, from: number): number => {
    for (let at = from; at < text.length; at++) {
      if (text[at] === '\\') at++
      else if (text.startsWith('{{', at)) {
        const close = braces(at)
        if (close > 0) at = close + 1
      } else if (marker === '*' && text.startsWith('**', at)) at++
      else if (text.startsWith(marker, at)) return at
    }
    return text.length
  }
  let looked: { middle: number; found: { href: string; end: number } | undefined } | undefined
  return {
    text,
    braces,
    next(marker, from) {
      const before = found[marker]
      // Of three asterisks in a row it matters with which one the search begins.
      const holds = marker !== '*' && before.from >= 0 && before.from <= from && from <= before.at
      const at = holds ? before.at : search(marker, from)
      found[marker] = { from, at }
      return at < text.length ? at : -1
    },
    address(middle) {
      if (looked?.middle === middle) return looked.found
      const close = text.indexOf(')', middle)
      const href = close < 0 ? undefined : safeHref(text.slice(middle + 2, close))
      looked = { middle, found: href ? { href, end: close + 1 } : undefined }
      return looked.found
    },
  }
}
