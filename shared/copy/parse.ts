/**
 * Reads authored text. Every string parses: a marker without its partner is text, as is a link to
 * an address that may not be followed.
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
  let at = 0
  while (at < text.length) {
    const escaped = text[at] === '\\' && /[\\*[\]{}()|]/.test(text[at + 1] ?? '')
    if (escaped) {
      plain += text[at + 1]
      at += 2
      continue
    }
    const found = depth < deepest ? nodeAt(text, at, depth) : undefined
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

function nodeAt(text: string, at: number, depth: number): Found | undefined {
  if (text.startsWith('{{', at)) return variableAt(text, at)
  if (text.startsWith('**', at)) return spanAt(text, at, '**', 'bold', depth)
  if (text[at] === '*') return spanAt(text, at, '*', 'italic', depth)
  if (text[at] === '[') return linkAt(text, at, depth)
  return undefined
}

function variableAt(text: string, at: number): Found | undefined {
  const close = text.indexOf('}}', at)
  if (close < 0) return undefined
  const inside = text.slice(at + 2, close)
  const bar = inside.indexOf('|')
  const name = (bar < 0 ? inside : inside.slice(0, bar)).trim()
  const fallback = bar < 0 ? undefined : inside.slice(bar + 1).trim()
  return { node: { kind: 'variable', name, fallback }, end: close + 2 }
}

function spanAt(
  text: string,
  at: number,
  marker: string,
  kind: 'bold' | 'italic',
  depth: number,
): Found | undefined {
  const start = at + marker.length
  const close = closing(text, start, marker)
  if (close <= start) return undefined
  const children = parseInline(text.slice(start, close), depth + 1)
  return { node: { kind, children }, end: close + marker.length }
}

function linkAt(text: string, at: number, depth: number): Found | undefined {
  const middle = closing(text, at + 1, '](')
  if (middle < 0) return undefined
  const close = text.indexOf(')', middle)
  if (close < 0) return undefined
  const href = safeHref(text.slice(middle + 2, close))
  if (!href) return undefined
  const children = parseInline(text.slice(at + 1, middle), depth + 1)
  return { node: { kind: 'link', href, children }, end: close + 1 }
}

/** Where `marker` next stands outside escapes and variables; -1 where it does not. */
function closing(text: string, from: number, marker: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at)
      if (close > 0) at = close + 1
    } else if (marker === '*' && text.startsWith('**', at)) at++
    else if (text.startsWith(marker, at)) return at
  }
  return -1
}
