/** Who changed something, under the name they had then. */
import { z } from 'zod'

/** `brim`: what happens by itself. `cli`: whoever runs the server. */
export const actorKinds = ['person', 'key', 'cli', 'brim'] as const

export const actor = z.object({ kind: z.enum(actorKinds), id: z.string(), name: z.string() })
export type Actor = z.infer<typeof actor>

export const brim: Actor = { kind: 'brim', id: 'brim', name: 'Brim' }
export const cli: Actor = { kind: 'cli', id: 'cli', name: 'the command line' }

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
