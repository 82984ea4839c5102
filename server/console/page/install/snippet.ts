import type { Integrity } from '../../../http/widget/release.ts'

/** Keeps calls until the script has come: the README has it word for word. */
export const stub = `<script>
  window.brim ||= new Proxy({ q: [] }, { get: (t, m) => t[m] || (m != 'then' && ((...a) => new Promise((r) => {
    const c = [m, a, r]; t.q.push(c)
    if (/^p/.test(m)) setTimeout(() => r(c[0] = { shown: false, reason: 'timeout', decisionId: null }), 2000)
  }))) })
</script>`

/** What a SaaS engineer pastes. */
export function snippetOf(origin: string, key: string): string {
  return `${stub}\n<script async src="${origin}/b/brim.js" data-key="${key}"></script>`
}

/** The second tag, for whoever wants exactly this script and no other, ever. */
export function pinnedSnippetOf(
  origin: string,
  key: string,
  { version, files }: Integrity,
): string {
  return [
    `<script async src="${origin}/b/${version}/brim.js"`,
    `        integrity="${files['brim.js']}"`,
    `        crossorigin="anonymous" data-key="${key}"></script>`,
  ].join('\n')
}

export function identifyExample(): string {
  return [
    'brim.identify({',
    "  user: { id: 'u_1', role: 'admin' },",
    "  account: { id: 'a_1', name: 'Acme', plan: 'free' },",
    '})',
    "brim.track('report_made')",
    "const { shown } = await brim.paywall('export')",
  ].join('\n')
}

export function curlExample(origin: string): string {
  return [
    `curl ${origin}/v1/events \\`,
    "  -H 'authorization: Bearer sk_…' \\",
    "  -H 'content-type: application/json' \\",
    `  -d '{"events":[{"name":"paywall_hit","account":"a_1","user":"u_1","properties":{"feature":"export"}}]}'`,
  ].join('\n')
}

/**
 * Opens the debug panel on a page. Behind the `#`, which no server sees; where a router keeps its route
 * there, behind the query of the route, which is no part of the page's path.
 */
export function debugLink(page: string, code: string): string {
  const hash = page.indexOf('#')
  if (hash < 0) return `${page}#brim-debug=${code}`
  return `${page}${page.includes('?', hash) ? '&' : '?'}brim-debug=${code}`
}
