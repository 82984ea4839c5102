/**
 * What each source sent last, so that its mapping can be tried on what really comes, at whichever node.
 * What comes waits here for a moment, the newest of it, and is then written together beside what lands,
 * or when somebody looks: that nothing is kept of it is no reason to refuse or to wait.
 */
import type { Message } from '../../inbound/message.ts'
import type { KeptPayload } from '../../pipeline/payloads.ts'
import { mostPayloads, payloadsMs } from '../../pipeline/payloads.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { listPayloads } from '../../store/workspace/queries/payloads.ts'
import type { Workspace } from '../router.ts'

export type Payload = Omit<KeptPayload, 'source' | 'message'> & { message: Message | null }

/** A source and where it is. */
export type Sending = { workspace: string; id: string }

export type RecentPayloads = {
  note(source: Sending, payloads: Payload[]): void
  /** Newest first. */
  of(source: Sending): Promise<Payload[]>
  /** Writes what waits. */
  flush(): Promise<void>
}

export const mostPayloadText = 8_000
/** Of what waits, in all: of the source that it waits for longest it is dropped first. */
const mostCharacters = 8_000_000

type RecentDeps = {
  now(): number
  pipeline: Pick<Pipeline, 'keepPayloads'>
  openWorkspace(id: string): Promise<Pick<Workspace, 'db'>>
  /** Runs it soon, once. */
  later(run: () => void): void
  onFault(error: unknown, workspace: string): void
}

export function createRecentPayloads(deps: RecentDeps): RecentPayloads {
  const { now, pipeline, openWorkspace, later, onFault } = deps
  let waiting = new Map<string, { workspace: string; payloads: KeptPayload[] }>()
  let characters = 0
  let writing: Promise<void> = Promise.resolve()

  const forget = (source: string) => {
    characters -= sizeOf(waiting.get(source)?.payloads ?? [])
    waiting.delete(source)
  }
  const write = async () => {
    const all = [...waiting.values()]
    waiting = new Map()
    characters = 0
    for (const workspace of new Set(all.map((one) => one.workspace))) {
      const payloads = all.flatMap((one) => (one.workspace === workspace ? one.payloads : []))
      await pipeline
        .keepPayloads(workspace, { payloads, at: now() })
        .catch((error: unknown) => onFault(error, workspace))
    }
  }
  const flush = () => {
    writing = writing.then(write)
    return writing
  }
  return {
    flush,
    note({ workspace, id }, payloads) {
      if (waiting.size === 0) later(() => void flush())
      const before = waiting.get(id)?.payloads ?? []
      const kept = [...before, ...payloads.map((one) => ({ ...one, source: id }))]
      forget(id)
      const newest = kept.slice(-mostPayloads)
      waiting.set(id, { workspace, payloads: newest })
      characters += sizeOf(newest)
      for (const [oldest] of waiting) {
        if (characters <= mostCharacters) break
        forget(oldest)
      }
    },
    async of({ workspace, id }) {
      await flush()
      const { db } = await openWorkspace(workspace)
      const stored = await listPayloads(db, { source: id, oldest: now() - payloadsMs })
      // Read by this code a day ago at most.
      return stored.map((one) => ({ ...one, message: one.message as Message | null }))
    },
  }
}

const sizeOf = (payloads: readonly KeptPayload[]) =>
  payloads.reduce((sum, one) => sum + one.text.length + 200, 0)

type Read = Pick<Payload, 'message' | 'issues'> & Partial<Pick<Payload, 'account' | 'user'>>

/** Of what came, as much as is kept. */
export function payloadOf(
  text: string,
  at: number,
  { message, issues, account = null, user = null }: Read,
): Payload {
  const isWhole = text.length <= mostPayloadText
  return {
    at,
    text: isWhole ? text : `${text.slice(0, mostPayloadText)}…`,
    message: isWhole ? message : null,
    issues,
    account,
    user,
  }
}
