/** Beside the demo's six: together the fifty live nudges of a workspace that relies on them. */
import { type Nudge, nudge } from '../../shared/definition/nudge.ts'

const features = ['export', 'timeline', 'automations', 'boards', 'seats', 'labels']
const triggers = ['export-wanted', 'timeline-regular', 'automations-wanted', 'invitations']

const nudgeAt = (place: number): Nudge =>
  nudge.parse({
    key: `nudge-${place}`,
    name: `Nudge ${place}`,
    format: 'modal',
    placement: `paywall:${features[place % features.length]}`,
    trigger: triggers[place % triggers.length],
    offer: 'team-upgrade',
    // Below the demo's, so that what wins is the same with them and without.
    priority: 1,
    ...(place % 3 === 0
      ? { audience: { trait: 'user.department', in: ['sales', 'support'] } }
      : {}),
    copy: {
      en: {
        title: '**{{offer.plan|Team}}** has it, {{user.name|friend}}',
        body: 'You are on {{plan.name|Free}} and use {{meter.boards.used|some}} of {{meter.boards.limit|your}} boards. {{offer.plan|Team}} has no limit, for {{offer.price|a little}} per person and month: [see what is in it](https://example.com/plans).',
        list: [
          'Every board as a *CSV* file',
          'As many boards as you need',
          'Roles and permissions',
        ],
        actions: [
          { kind: 'callback', label: 'Upgrade to {{offer.plan|Team}}', name: 'upgrade' },
          { kind: 'link', label: 'Compare plans', url: 'https://example.com/plans' },
        ],
      },
    },
  })

export const moreNudges: Nudge[] = Array.from({ length: 44 }, (_, place) => nudgeAt(place))
