import type { ComponentChildren } from 'preact'

type Props = { title: string; children: ComponentChildren }

/** One thing that is known of an account. */
export const Block = ({ title, children }: Props) => (
  <section class="card" aria-label={title}>
    <div class="card-head">
      <h2>{title}</h2>
    </div>
    <div class="card-body stack">{children}</div>
  </section>
)
