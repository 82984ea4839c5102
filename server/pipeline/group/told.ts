/** What those who watch a workspace are told of a group, once it is committed. */
import type { LiveMessage } from '../../../shared/protocol/live.ts'
import type { State } from './state.ts'

export function messagesOf({ out }: State): LiveMessage[] {
  return [
    // A firing is told as the signal that it is.
    ...out.events
      .filter((event) => event.name !== 'signal_fired')
      .map((event): LiveMessage => ({ type: 'event', event })),
    ...out.signals.map((signal): LiveMessage => ({ type: 'signal', signal })),
    ...out.decisions
      .filter(({ stored }) => !stored.armed)
      .map(
        ({ decision, stored }): LiveMessage => ({
          type: 'decision',
          decision: {
            id: stored.id,
            at: stored.createdAt,
            account: stored.account,
            user: stored.user,
            placement: stored.placement,
            nudge: stored.nudge,
            reason: decision.reason,
          },
        }),
      ),
  ]
}
