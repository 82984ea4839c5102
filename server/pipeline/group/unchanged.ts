/**
 * Message ids of what changed nothing. What is so already is no entry of the log, or a tool that says
 * the same with every page would fill it; but sent again after a change it would bring back what was
 * before. So its id is kept here, where nothing hears of it, for longer than anybody tries again.
 */
import { dayMs } from '../../../shared/value/duration.ts'
import type { Input } from '../input.ts'
import type { Needs } from './needs.ts'
import { among, type Loader, listOf } from './rows.ts'
import type { State } from './state.ts'
import { into, type Maybe } from './write/rows.ts'

export const unchangedKeptMs = 7 * dayMs

export const unchangedSql = among('t.message_id', 'unchanged', 'message_id')

/** What says how something is. An id that was made here does not come again. */
export function mayChangeNothing(input: Input): boolean {
  switch (input.kind) {
    case 'account_traits':
    case 'user_traits':
    case 'claim':
    case 'release':
    case 'consent':
    case 'trial':
      return !input.isUnrepeated
    case 'event':
    case 'meter':
    case 'outcome':
    case 'conversion':
      return false
    default:
      return input satisfies never
  }
}

/** To be called when it has been applied. */
export function keepUnchanged({ known, out }: State, input: Input): void {
  const { messageId, receivedAt: at } = input
  if (known.has(messageId) || !mayChangeNothing(input)) return
  known.add(messageId)
  out.unchanged.push({ messageId, at })
}

export function unchangedLoaders({ unchanged }: Needs): Loader[] {
  if (unchanged.size === 0) return []
  return [
    {
      statement: { sql: unchangedSql, args: listOf(unchanged) },
      take: ([id], state) => state.known.add(String(id)),
    },
  ]
}

export function unchangedStatement({ out }: State): Maybe {
  return into(
    'unchanged (message_id, at)',
    out.unchanged.map(({ messageId, at }) => [messageId, at]),
  )
}
