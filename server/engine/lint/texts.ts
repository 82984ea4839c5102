/** Every authored text of a nudge with the path of its field. */

import type { Authored } from '../../../shared/copy/inline.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import { type Copy, type Nudge, wordsIn } from '../../../shared/definition/nudge.ts'

/** The parts that differ in how much room they have. */
export type Part = 'title' | 'body' | 'list' | 'comparison' | 'countdown' | 'label' | 'dismiss'

export type PlacedCopy = { path: string; locale: string; copy: Copy }
export type PlacedText = { path: string; part: Part; text: string }

/** Of the nudge itself, its forms and its arms. */
export function copiesOf(nudge: Nudge): PlacedCopy[] {
  return wordsIn(nudge).flatMap(({ path, copies }) =>
    Object.entries(copies).map(([locale, copy]) => ({
      path: [...path, locale].join('.'),
      locale,
      copy,
    })),
  )
}

/** In reading order. */
export function textsOf({ path, copy }: PlacedCopy): PlacedText[] {
  const { title, body, list, comparison, countdown, actions, dismiss } = copy
  const at = (rest: string, part: Part, text: string | boolean | undefined): PlacedText[] =>
    typeof text === 'string' && text !== '' ? [{ path: `${path}.${rest}`, part, text }] : []
  return [
    ...at('title', 'title', title),
    ...at('body', 'body', body),
    ...list.flatMap((line, i) => at(`list.${i}`, 'list', line)),
    ...at('comparison.current', 'comparison', comparison?.current),
    ...at('comparison.offered', 'comparison', comparison?.offered),
    ...(comparison?.rows ?? []).flatMap((row, i) => [
      ...at(`comparison.rows.${i}.label`, 'comparison', row.label),
      ...at(`comparison.rows.${i}.current`, 'comparison', row.current),
      ...at(`comparison.rows.${i}.offered`, 'comparison', row.offered),
    ]),
    ...at('countdown', 'countdown', countdown),
    ...actions.flatMap(({ label }, i) => at(`actions.${i}.label`, 'label', label)),
    ...at('dismiss', 'dismiss', dismiss),
  ]
}

/** As it is read: without marks, and with `show` in the place of variables. */
export function readText(
  text: string,
  show: (variable: Extract<Authored, { kind: 'variable' }>) => string,
): string {
  const read = (nodes: readonly Authored[]): string =>
    nodes
      .map((node) => {
        if (node.kind === 'text') return node.text
        return node.kind === 'variable' ? show(node) : read(node.children)
      })
      .join('')
  return read(parseCopy(text))
}
