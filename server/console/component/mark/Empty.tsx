/** A place with nothing in it yet: what will be here, and what to do for it. */
import type { ComponentChildren } from 'preact'

type Props = { title: string; children: ComponentChildren; action?: ComponentChildren }

export const Empty = ({ title, children, action }: Props) => (
  <div class="empty">
    <svg
      class="empty-mark"
      width="44"
      height="44"
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
    >
      <path
        d="M4 7v5.5a8 8 0 0 0 16 0V7"
        stroke="currentColor"
        stroke-width="1.2"
        stroke-linecap="round"
      />
      <path d="M7.2 14.6h9.6" stroke="currentColor" stroke-width="1.2" stroke-dasharray="1.6 2.2" />
    </svg>
    <h2>{title}</h2>
    <p>{children}</p>
    {action}
  </div>
)
