import type { Statement } from '../message.ts'

/** A tag that is taken off and put on again is told once; null where nothing was tagged. */
export function taggedId(says: Statement): string | null {
  if (says.kind !== 'inquiry' || says.inquiry.happened !== 'tagged') return null
  const { about, added } = says.inquiry
  return `tagged:${about.conversation}:${[...added].sort().join(',')}`
}
