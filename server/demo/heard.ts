/** What Brim wrote about one account, told to whoever watches it: the drawer beside the product. */
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { BrimClient } from './brim-client.ts'
import { decisionOf, explain, type Heard } from './heard-words.ts'

type Listener = (heard: Heard) => void

const keptEntries = 60
const keptAccounts = 300

export type HeardLog = {
  recent(account: string): Heard[]
  /** Returns its undo. */
  watch(account: string, listener: Listener): () => void
}

type Options = { workspace: string; onCommit: Pipeline['onCommit']; brim: BrimClient }

export function createHeardLog({ workspace, onCommit, brim }: Options): HeardLog {
  const kept = new Map<string, Heard[]>()
  const listeners = new Map<string, Set<Listener>>()

  const add = (account: string, heard: Heard) => {
    const entries = [...(kept.get(account) ?? []), heard].slice(-keptEntries)
    // Set again at the end: the first of the map is the account that was quiet for longest.
    kept.delete(account)
    kept.set(account, entries)
    const [oldest] = kept.keys()
    if (kept.size > keptAccounts && oldest !== undefined) kept.delete(oldest)
    for (const listener of listeners.get(account) ?? []) listener(heard)
  }
  const hear = async (message: LiveMessage) => {
    const account = accountOf(message)
    // Only a watched account is worth a request for the receipt.
    const decision = listeners.has(account) ? decisionOf(message) : undefined
    const record = decision && (await brim.decision(decision).catch(() => undefined))
    add(account, explain(message, record ? record.receipt : undefined))
  }
  onCommit((of, messages) => {
    if (of === workspace) for (const message of messages) void hear(message)
  })

  return {
    recent: (account) => kept.get(account) ?? [],
    watch(account, listener) {
      const own = listeners.get(account) ?? new Set()
      listeners.set(account, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(account)
      }
    },
  }
}

function accountOf(message: LiveMessage): string {
  switch (message.type) {
    case 'event':
      return message.event.account
    case 'signal':
      return message.signal.account
    case 'decision':
      return message.decision.account
    default:
      return message satisfies never
  }
}
