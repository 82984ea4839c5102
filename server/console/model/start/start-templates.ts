/** Nudges to begin with: believable words that promise nothing, at a place that was chosen. */

import type { Nudge } from '../../../../shared/definition/nudge.ts'
import { freeKey, keyOf } from '../../../../shared/value/key-of.ts'
import { blankNudge } from '../editor/draft.ts'

export const templates = ['wall', 'hint', 'bar'] as const
export type TemplateName = (typeof templates)[number]

type Made = {
  template: TemplateName
  placement: string
  offer: string
  /** Keys that are there already. */
  taken: ReadonlySet<string>
}

type Shape = Pick<Nudge, 'format'> & { title: string; body: string; label: string }

const shapes: Record<TemplateName, Shape> = {
  wall: {
    format: 'modal',
    title: 'There’s more on {{offer.plan|the next plan}}',
    body: 'You’ve found something that isn’t part of {{plan.name|your plan}}. See what else is there.',
    label: 'See the plans',
  },
  hint: {
    format: 'toast',
    title: 'Getting on well?',
    body: 'There’s more to {{account.name|your team}}’s plan than you use today.',
    label: 'Have a look',
  },
  bar: {
    format: 'banner',
    title: 'Room for more on {{offer.plan|the next plan}}',
    body: '',
    label: 'See the plans',
  },
}

export function firstNudge({ template, placement, offer, taken }: Made): Nudge {
  const { format, title, body, label } = shapes[template]
  const blank = blankNudge(offer)
  const key = freeKey(keyOf(`first ${placement}`), taken)
  return {
    ...blank,
    key,
    name: `First prompt (${placement})`.slice(0, 120),
    format,
    placement,
    copy: {
      en: {
        title,
        body,
        list: [],
        actions: [{ kind: 'link', label, url: '/billing' }],
        dismiss: 'Not now',
      },
    },
  }
}
