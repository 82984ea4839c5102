/** Who changed something, under the name they had then. */
import { z } from 'zod'

/**
 * `brim`: what happens by itself. `cli`: whoever runs the server. `link`: whoever holds the signed link of
 * an alert, which may have been passed on.
 */
export const actorKinds = ['person', 'key', 'cli', 'brim', 'link'] as const

export const actor = z.object({ kind: z.enum(actorKinds), id: z.string(), name: z.string() })
export type Actor = z.infer<typeof actor>

export const brim: Actor = { kind: 'brim', id: 'brim', name: 'Brim' }
export const cli: Actor = { kind: 'cli', id: 'cli', name: 'the command line' }

export const linkActor: Actor = {
  kind: 'link',
  id: 'link',
  name: 'whoever holds the link of an alert',
}

export const personActor = ({ id, name }: { id: string; name: string }): Actor => ({
  kind: 'person',
  id,
  name,
})

export const keyActor = ({ id, name }: { id: string; name: string }): Actor => ({
  kind: 'key',
  id,
  name,
})
