/** What Tideboard's signals set off: growing teams are worth a person, everybody is worth a prompt. */
import { type Play, play } from '../../../shared/play/play.ts'

export const plays: Play[] = [
  {
    key: 'growing-teams',
    name: 'Growing teams go to their owner',
    when: { triggers: ['departments-join', 'whole-workflow'] },
    // They see its prompt too: a person helps, and nobody has to wait for one.
    actions: [{ kind: 'nudge' }, { kind: 'alert' }],
    priority: 10,
  },
  {
    key: 'questions',
    name: 'Questions about limits go into the digest',
    when: { families: ['support'] },
    actions: [{ kind: 'nudge' }, { kind: 'digest' }],
  },
  {
    key: 'self-serve',
    name: 'Everybody else sees a prompt',
    when: { families: ['limit', 'paywall', 'premium_engagement', 'expansion_of_use'] },
    actions: [{ kind: 'nudge' }],
    priority: -10,
  },
].map((one) => play.parse(one))
