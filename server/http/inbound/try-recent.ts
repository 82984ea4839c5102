/** What came lately from a source, and what it would become by a mapping: nothing is written. */
import type { SourceMapping, Vendor } from '../../../shared/event/source.ts'
import type { Message } from '../../inbound/message.ts'
import type { Translated } from '../../inbound/translated.ts'
import { listErased } from '../../store/workspace/queries/erasures.ts'
import type { Workspace } from '../router.ts'
import type { Payload } from './recent.ts'
import { translateAll } from './translate-all.ts'

export type Tried = { at: number; text: string; becomes: Translated }

const tooLarge: Translated = {
  kind: 'ignored',
  why: 'It is too large to be tried here; it was taken in by the mapping that is saved',
}

export async function tryRecent(
  workspace: Workspace,
  payloads: readonly Payload[],
  source: { vendor: Vendor; mapping: SourceMapping },
): Promise<Tried[]> {
  // In the order in which they came: an earlier one may say where somebody acts.
  const inOrder = payloads.toReversed()
  const messages = inOrder.flatMap(({ message }): Message[] => (message ? [message] : []))
  const read = await translateAll(workspace, messages, source)
  const erased = await listErased(workspace.db, read.flatMap(subjectsOf))
  let next = 0
  const tried = inOrder.flatMap(({ at, text, message, issues }): Tried[] => {
    if (!message) return [{ at, text, becomes: issues[0] ? { kind: 'refused', issues } : tooLarge }]
    const one = read[next++]
    // Of somebody who was erased nothing is shown, though it is still in memory.
    if (!one || subjectsOf(one).some(({ kind, id }) => erased.has(`${kind} ${id}`))) return []
    return [{ at, text, becomes: one.translated }]
  })
  return tried.reverse()
}

type Who = { user: string | null; account: string | null }

function subjectsOf({ user, account }: Who) {
  return [
    ...(user === null ? [] : [{ kind: 'user' as const, id: user }]),
    ...(account === null ? [] : [{ kind: 'account' as const, id: account }]),
  ]
}
