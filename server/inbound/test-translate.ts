/** For tests: what a tool's payload becomes, by its own defaults or another mapping. */
import { accountOfOne } from '../../shared/event/event.ts'
import { defaultMapping, type SourceMapping, type Vendor } from '../../shared/event/source.ts'
import { type Incoming, Unreadable } from './message.ts'
import { translate } from './translate.ts'
import { refusedAs, type Translated } from './translated.ts'

export function becomes(
  vendor: Vendor,
  incoming: readonly Incoming[],
  mapping: SourceMapping = defaultMapping(vendor),
): Translated[] {
  return incoming.map(({ read }) => {
    try {
      return translate(read(), { mapping, accountOf: accountOfOne })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      return refusedAs(error)
    }
  })
}

export const items = (...all: unknown[]) => ({ kind: 'items', items: all, leftOut: [] })
export const eventItem = (event: object) => ({ kind: 'event', event })
