/** Line icons on a 20 px grid, in the colour of the text around them. */
import type { IconName } from '../../../shared/definition/nudge.ts'
import type { OfferKind } from '../../../shared/definition/plan.ts'

const paths: Record<IconName | 'cross', string> = {
  arrow_up: 'M10 16V4.5M5 9.5l5-5 5 5',
  bolt: 'M11 2.5l-6.5 9H10l-1 6 6.5-9H10z',
  chart: 'M3.5 16.5h13M6 13.5V10M10 13.5v-9M14 13.5v-6',
  chat: 'M4 4.5h12v9H9.5L6 16.5v-3H4z',
  check: 'M4.5 10.5l3.7 3.7 7.3-8',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6.5V10l2.5 1.5',
  cross: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  download: 'M10 3.5V13M5.5 8.5L10 13l4.5-4.5M4 16.5h12',
  gift: 'M3.5 7.5h13v3h-13zM5 10.5v6h10v-6M10 7.5v9M10 7.5C8.8 3 5 2.8 5 5.2 5 7 7 7.5 10 7.5s5-.5 5-2.3C15 2.8 11.2 3 10 7.5',
  info: 'M10 9v5M10 6v.01M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14',
  lock: 'M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9',
  people:
    'M2.5 16c.4-2.7 2.3-4 5-4s4.6 1.3 5 4M7.5 9a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2M13 4a2.5 2.5 0 0 1 0 4.8M15 12.4c1.4.6 2.3 1.8 2.5 3.6',
  plus: 'M10 4.5v11M4.5 10h11',
  rocket:
    'M7.5 12.5c.3-4.8 3.4-8.4 9-9-.6 5.6-4.2 8.7-9 9M8 9H5l-1.5 2.5L7.5 12.5l1 4L11 15v-3M4.5 14.5l-1 2',
  shield: 'M10 3l6 2v4.5c0 3.5-2.4 6-6 7.5-3.6-1.5-6-4-6-7.5V5zM7.5 10l1.8 1.8 3.2-3.5',
  spark: 'M10 3.5l1.7 4.8 4.8 1.7-4.8 1.7-1.7 4.8-1.7-4.8-4.8-1.7 4.8-1.7z',
  star: 'M10 3l2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z',
}

/** What stands for an offer where its nudge carries no picture. */
export const offerIcons: Record<OfferKind, IconName> = {
  upgrade: 'arrow_up',
  trial: 'spark',
  seats: 'people',
  add_on: 'plus',
  contact: 'chat',
  ask_admin: 'chat',
  learn_more: 'info',
}

export const Icon = ({ name }: { name: IconName | 'cross' }) => (
  <svg
    aria-hidden="true"
    width="20"
    height="20"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path d={paths[name]} />
  </svg>
)
