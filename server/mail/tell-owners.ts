/** Tells the owners of a workspace what is wrong with one of its destinations, and what helps. */
import type { DestinationTrouble } from '../../shared/destination/trouble.ts'
import type { Mailer } from './mailer.ts'
import { troubleMessage } from './messages.ts'

export type TellOwnersOptions = {
  send: Mailer['send']
  ownersOf(workspace: string): Promise<{ workspace: string; emails: string[] }>
  /** Brim’s own origin; null where it is not known. */
  home: string | null
}

/** Rejects where nobody could be told. */
export function createTellOwners({ send, ownersOf, home }: TellOwnersOptions) {
  return async (id: string, trouble: DestinationTrouble): Promise<void> => {
    const { workspace, emails } = await ownersOf(id)
    const link = home && `${home}/console/destinations/${encodeURIComponent(trouble.destination)}`
    const sent = await Promise.allSettled(
      emails.map((to) => send(troubleMessage({ ...trouble, to, workspace, link }))),
    )
    const [first] = sent
    // One bad address among them has not everybody told again and again.
    if (first?.status === 'rejected' && sent.every((one) => one.status === 'rejected')) {
      throw first.reason
    }
  }
}
