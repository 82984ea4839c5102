/** Every text of a copy with its place in it, in reading order. Pure. */
import type { Copy } from '../../../../shared/definition/nudge.ts'

export type PlacedText = { path: string; text: string }

export function textsOf(copy: Copy): PlacedText[] {
  const { title, body, list, comparison, countdown, actions } = copy
  return [
    { path: 'title', text: title },
    { path: 'body', text: body },
    ...list.map((text, at) => ({ path: `list.${at}`, text })),
    ...(comparison ? textsOfComparison(comparison) : []),
    ...(countdown === undefined ? [] : [{ path: 'countdown', text: countdown }]),
    ...actions.map(({ label }, at) => ({ path: `actions.${at}.label`, text: label })),
  ]
}

function textsOfComparison({ current, offered, rows }: NonNullable<Copy['comparison']>) {
  const placed = (path: string, text: string | boolean | undefined): PlacedText[] =>
    typeof text === 'string' ? [{ path: `comparison.${path}`, text }] : []
  return [
    ...placed('current', current),
    ...placed('offered', offered),
    ...rows.flatMap((row, at) => [
      ...placed(`rows.${at}.label`, row.label),
      ...placed(`rows.${at}.current`, row.current),
      ...placed(`rows.${at}.offered`, row.offered),
    ]),
  ]
}
