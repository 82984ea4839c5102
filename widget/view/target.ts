/** Where an action leads: safe to follow, and marked so that a purchase finds its prompt. */
import { safeHref } from '../../shared/copy/href.ts'

export function targetOf(href: string, decisionId: string, base: string): string | undefined {
  if (!safeHref(href)) return undefined
  // A fragment stays on this very page; a query would make it load again.
  if (href.startsWith('#')) return href
  const url = new URL(href, base)
  if (url.protocol !== 'mailto:') url.searchParams.set('brim_decision', decisionId)
  return url.href
}
