/** Destinations as they are sent to: with their credentials, which are opened here and nowhere else. */
import { setups, type Target } from '../../shared/destination/setup.ts'
import type { DueDestination } from '../pipeline/outbox/turn.ts'
import type { Sealer } from '../seal.ts'
import { placeOf } from './place.ts'

export type Targets = {
  /** In words, why nothing can be sent there as things stand. */
  open(workspace: string, destination: Omit<DueDestination, 'setUp' | 'atOnce'>): Target | string
  seal(workspace: string, id: string, credentials: unknown): string
}

export function createTargets(sealer: Sealer): Targets {
  return {
    open(workspace, { id, kind, settings, credentials: sealed }) {
      const needsNone = setups[kind].credentials.safeParse(null).success
      if (sealed === null && !needsNone) return 'It has no credentials yet'
      try {
        const credentials = sealed && JSON.parse(sealer.open(sealed, placeOf(workspace, id)))
        const { settings: known, credentials: opened } = setups[kind]
        // A later version may ask for more than was saved.
        return {
          kind,
          settings: known.parse(settings),
          credentials: opened.parse(credentials),
        } as Target
      } catch (error) {
        if (error instanceof Error && error.name === 'SealError') {
          return `Its credentials don’t open: ${error.message}`
        }
        return 'It has to be set up again: what is set does not fit this version'
      }
    },
    seal: (workspace, id, credentials) =>
      sealer.seal(JSON.stringify(credentials), placeOf(workspace, id)),
  }
}
