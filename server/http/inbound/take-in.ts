/**
 * Takes in what a tool has sent, once its key was let in. Messages are judged one by one: what lands is
 * committed when this resolves, the others are kept in the console's list of what was refused. A tool
 * would send nothing again of a batch that is refused for one of them, so that is never done.
 */
import { limits } from '../../../shared/protocol/api.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { type Foreign, type Incoming, type Message, Unreadable } from '../../inbound/message.ts'
import { refusedAs } from '../../inbound/translated.ts'
import { mostPayloads } from '../../pipeline/payloads.ts'
import type { KeptInquiry } from '../../pipeline/support/keep.ts'
import { ApiError } from '../answer/api-error.ts'
import { type Judged, land } from '../request/items.ts'
import type { AppContext } from '../router.ts'
import { type ActiveSource, tellFault } from './enter.ts'
import { payloadOf } from './recent.ts'
import { inputsOf, keptOf, sourceOf, type Taking } from './to-inputs.ts'
import { type Read, translateAll } from './translate-all.ts'

/** What these tools send at most, but for webhooks that are set to more; the bytes are bounded before. */
const mostMessages = 2_000

type ReadOne = { kept: Foreign; text: string; message: Message | null; issues: Issue[] }

/** `read` throws `Unreadable` where what came is not what the tool sends at all. */
export async function takeIn(
  c: AppContext,
  source: ActiveSource,
  read: () => Incoming[],
): Promise<number> {
  const deps = c.get('deps')
  const { vendor, sender } = source.source
  const all = incomingOf(c, source, read).map(readOne)
  const at = deps.now()
  const workspace = deps.lendWorkspace(source.workspace)
  const readable = all.flatMap(({ message }) => message ?? [])
  const translations = await translateAll(workspace, readable, source.source)
  const taking = { source: source.id, vendor, sender, at, newId: deps.newId }
  const { judged, items, ignored, waiting } = judgeAll(all, translations, taking)
  if (waiting.length > 0) await deps.pipeline.keepInquiries(source.workspace, waiting)
  const { refused } = await land(deps, {
    workspace: source.workspace,
    source: sourceOf[sender],
    at,
    items: items.map((one) => ({ source: source.name, ...one })),
    judged,
  })
  const last = Math.max(0, all.length - mostPayloads)
  deps.recent.note(
    source,
    all.slice(last).map(({ text, message, issues }, i) => {
      const { account = null, user = null } = items[last + i] ?? {}
      return payloadOf(text, at, { message, issues, account, user })
    }),
  )
  const lost = new Set(refused.map((one) => one.index)).size
  const { inbound } = deps.metrics
  inbound.inc({ vendor, result: 'refused' }, lost)
  inbound.inc({ vendor, result: 'ignored' }, ignored)
  inbound.inc({ vendor, result: 'accepted' }, all.length - ignored - lost)
  return all.length - lost
}

/** What is kept of one that is refused: who it is of first, so that those who were erased are recognised. */
type Kept = { user: string | null; account: string | null; message: Foreign }

function judgeAll(all: readonly ReadOne[], translations: readonly Read[], taking: Taking) {
  const judged: Judged = { inputs: [], places: [], refused: [] }
  const items: Kept[] = []
  const waiting: KeptInquiry[] = []
  let ignored = 0
  let next = 0
  all.forEach(({ kept, message, issues }, index) => {
    const read = message ? translations[next++] : undefined
    items.push({ user: read?.user ?? null, account: read?.account ?? null, message: kept })
    const translated = read?.translated ?? ({ kind: 'refused', issues } as const)
    switch (translated.kind) {
      case 'ignored':
        ignored++
        break
      case 'refused':
        judged.refused.push({ index, messageId: message?.id ?? null, issues: translated.issues })
        break
      case 'waiting':
        if (message) waiting.push(keptOf(translated.inquiry, message, taking))
        break
      case 'items':
        for (const input of message ? inputsOf(translated.items, message, taking) : []) {
          judged.inputs.push(read?.isAccountAssumed ? { ...input, isAccountAssumed: true } : input)
          judged.places.push(index)
        }
        break
      default:
        translated satisfies never
    }
  })
  return { judged, items, ignored, waiting }
}

function incomingOf(c: AppContext, source: ActiveSource, read: () => Incoming[]): Incoming[] {
  try {
    const all = read()
    if (all.length > mostMessages) {
      throw new ApiError('too_large', `At most ${mostMessages} messages a request`)
    }
    return all
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    tellFault(c, source, error.message)
    throw new ApiError('malformed_json', error.message)
  }
}

function readOne({ raw, kept = raw, read }: Incoming): ReadOne {
  const text = JSON.stringify(raw)
  const refused = (issues: Issue[]) => ({ kept, text, message: null, issues })
  if (Buffer.byteLength(text) > limits.eventBytes) {
    return refused([{ path: '', message: `At most ${limits.eventBytes} bytes a message` }])
  }
  try {
    return { kept, text, message: read(), issues: [] }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return refused(refusedAs(error).issues)
  }
}
