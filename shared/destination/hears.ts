/** What a destination wants to hear: signals by their family or trigger, and events by their name. */
import { z } from 'zod'
import { family } from '../definition/trigger.ts'
import { key } from '../value/key.ts'
import { toldEvents } from './kind.ts'
import type { Message } from './message.ts'

export const hears = z
  .strictObject({
    /** Signals of all triggers of these families. */
    families: z.array(family).max(20).default([]),
    /** Signals of these triggers, whatever their family. */
    triggers: z.array(key).max(100).default([]),
    events: z.array(z.enum(toldEvents)).max(20).default([]),
  })
  .meta({ id: 'Hears' })
export type Hears = z.infer<typeof hears>

export function isHeard({ families, triggers, events }: Hears, message: Message): boolean {
  // Of plays, where they go is said by the play.
  if (message.type === 'alert' || message.type === 'digest') return false
  if (message.type !== 'signal_fired') return events.includes(message.type)
  return families.includes(message.data.family) || triggers.includes(message.data.trigger)
}
