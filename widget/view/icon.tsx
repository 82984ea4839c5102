/** Line icons on a 20 px grid, in the colour of the text around them. */
import type { OfferKind } from '../../shared/plan.ts'

const paths: Record<OfferKind, string> = {
  upgrade: 'M10 16V4.5M5 9.5l5-5 5 5',
  trial: 'M10 3.5l1.7 4.8 4.8 1.7-4.8 1.7L10 16.5l-1.7-4.8L3.5 10l4.8-1.7z',
  seats:
    'M2.5 16c.4-2.7 2.3-4 5-4s4.6 1.3 5 4M7.5 9a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2M13 4a2.5 2.5 0 0 1 0 4.8M15 12.4c1.4.6 2.3 1.8 2.5 3.6',
  add_on: 'M10 4.5v11M4.5 10h11',
  contact: 'M4 5h12v8.5H9L5.5 16.5v-3H4z',
  ask_admin: 'M4 5h12v8.5H9L5.5 16.5v-3H4z',
  learn_more: 'M10 9v5M10 6v.01M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14',
}

function Line({ path, size = 20 }: { path: string; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={path} />
    </svg>
  )
}

export function OfferIcon({ kind }: { kind: OfferKind }) {
  return (
    <div class="icon" part="icon">
      <Line path={paths[kind]} />
    </div>
  )
}

export const CloseIcon = () => <Line path="M5.5 5.5l9 9M14.5 5.5l-9 9" size={16} />
export const CheckIcon = () => <Line path="M4.5 10.5l3.7 3.7 7.3-8" size={16} />
