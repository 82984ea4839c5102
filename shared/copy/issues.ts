/** What is wrong with authored text, in words for its author. */
import type { Authored } from './inline.ts'
import { isEscape, parseCopy } from './parse.ts'
import { fixedVariables, parseVariable } from './variables.ts'

export function copyIssues(text: string): string[] {
  const unknown = variablesOf(parseCopy(text))
    .filter((variable) => parseVariable(variable.name) === undefined)
    .map(
      (variable) =>
        `There is no variable "${variable.name}": use account.<trait>, user.<trait>, meter.<name>.<used, limit, remaining or percent>, ${Object.keys(fixedVariables).join(', ')}`,
    )
  return hasLooseBraces(text) ? [...unknown, looseBraces] : unknown
}

const looseBraces =
  'Braces without their partner would be read as they are: {{account.plan|your plan}} opens and closes with two, and \\{ is a plain one'

/** What is escaped is meant, and what is in a variable has its partner. */
function hasLooseBraces(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (isEscape(text, at)) at++
    else if (text.startsWith('}}', at)) return true
    else if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at + 2)
      if (close < 0) return true
      at = close + 1
    }
  }
  return false
}

/** Every variable in a tree, in reading order. */
export function variablesOf(nodes: readonly Authored[]): Extract<Authored, { kind: 'variable' }>[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'variable') return [node]
    return node.kind === 'text' ? [] : variablesOf(node.children)
  })
}
