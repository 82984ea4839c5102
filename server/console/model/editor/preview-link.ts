/**
 * The address of a page with the draft on it. The code stands behind the `#`, which browsers keep to
 * themselves; where a router keeps its route there, behind the query of the route.
 */
export function previewLink(page: string, code: string): string {
  const hash = page.indexOf('#')
  if (hash < 0) return `${page}#brim-debug-preview=${code}`
  return `${page}${page.includes('?', hash) ? '&' : '?'}brim-debug-preview=${code}`
}
