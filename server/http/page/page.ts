/**
 * The path of a page, with the route of apps that keep theirs behind `#/` and without anything
 * else; as `widget/core/page.ts` tells it. Null for what is no address.
 */
export function pathOf(page: string): string | null {
  const base = 'https://page.invalid'
  if (!URL.canParse(page, base)) return null
  const { pathname, hash } = new URL(page, base)
  return pathname + (/^#\/[^?]*/.exec(hash) ?? '')
}
