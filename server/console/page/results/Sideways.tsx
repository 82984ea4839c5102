/** A table that may be wider than the page: it scrolls by itself, by keys too. */
import type { ComponentChildren } from 'preact'

export const Sideways = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
  <section class="results-scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
)
