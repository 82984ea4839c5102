/** Links that show a draft on a page of the workspace's own site. */
import type { PageOrigin } from '../../contract.ts'

/**
 * The page that is proposed: where Brim was heard from last, for that one is up; else the first that
 * may be, and where nothing is known what one looks like. `heard`: newest first.
 */
export function pageOf(
  allowed: readonly string[],
  heard: readonly Pick<PageOrigin, 'origin' | 'isAllowed'>[],
): string {
  const last = heard.find((one) => one.isAllowed)?.origin
  const named = allowed.find((one) => !one.includes('*'))
  return `${last ?? named ?? 'https://app.example.com'}/`
}

/**
 * The address of a page with the draft on it. The code stands behind the `#`, which browsers keep to
 * themselves; where a router keeps its route there, behind the query of the route.
 */
export function previewLink(page: string, code: string): string {
  const hash = page.indexOf('#')
  if (hash < 0) return `${page}#brim-debug-preview=${code}`
  return `${page}${page.includes('?', hash) ? '&' : '?'}brim-debug-preview=${code}`
}
