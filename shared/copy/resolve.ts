/** Puts values in the place of variables. */
import type { Authored, Inline } from './inline.ts'
import { parseCopy } from './parse.ts'

export type Resolved = {
  nodes: Inline[]
  /** Variables that have neither a value nor a fallback: this text must not be shown. */
  unresolved: string[]
  /** What each variable became. */
  used: Record<string, string>
}

/** `lookUp` answers the text of a variable, or `undefined` where it has no value now. */
export function resolveCopy(text: string, lookUp: (name: string) => string | undefined): Resolved {
  const unresolved: string[] = []
  const used: Record<string, string> = {}
  const fill = (nodes: readonly Authored[]): Inline[] =>
    nodes.map((node) => {
      if (node.kind === 'text') return node
      if (node.kind !== 'variable') return { ...node, children: fill(node.children) }
      const value = lookUp(node.name) ?? node.fallback
      if (value === undefined) unresolved.push(node.name)
      else used[node.name] = value
      return { kind: 'text', text: value ?? '' }
    })
  return { nodes: fill(parseCopy(text)), unresolved, used }
}

/** The text of a tree, for labels and logs. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes.map((node) => (node.kind === 'text' ? node.text : plainText(node.children))).join('')
}
