/** Copy trees as nodes. Text is only ever text; nothing here is read as HTML. */
import type { ComponentChildren } from 'preact'
import { safeHref } from '../../../shared/copy/href.ts'
import type { Inline } from '../../../shared/copy/inline.ts'

export function Copy({ of }: { of: readonly Inline[] }) {
  return of.map(draw)
}

function draw(node: Inline): ComponentChildren {
  if (node.kind === 'text') return node.text
  const inside = node.children.map(draw)
  if (node.kind === 'bold') return <strong>{inside}</strong>
  if (node.kind === 'italic') return <em>{inside}</em>
  const href = safeHref(node.href)
  if (!href) return inside
  return (
    <a part="link" href={href} target="_blank" rel="noopener noreferrer">
      {inside}
    </a>
  )
}
