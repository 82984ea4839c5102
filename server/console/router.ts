/** Which screen the address names, and how to get to another. Addresses are kept below `base`. */
import { type ReadonlySignal, signal } from '@preact/signals'

const patterns = {
  overview: '/',
  nudges: '/nudges',
  nudge: '/nudges/:key',
  triggers: '/triggers',
  trigger: '/triggers/:key',
  'nudge-versions': '/nudges/:key/versions',
  'trigger-versions': '/triggers/:key/versions',
  'offer-versions': '/offers/:key/versions',
  'plan-versions': '/plans/:key/versions',
  'meter-versions': '/metered/:key/versions',
  plays: '/plays',
  play: '/plays/:key',
  'play-versions': '/plays/:key/versions',
  alerts: '/alerts',
  'sales-team': '/sales-team',
  nudgeResults: '/nudges/:key/results',
  results: '/results',
  live: '/live',
  accounts: '/accounts',
  readiness: '/readiness',
  account: '/accounts/:id',
  catalogue: '/catalogue',
  plan: '/catalogue/plans/:key',
  offer: '/catalogue/offers/:key',
  meter: '/catalogue/meters/:key',
  file: '/file',
  settings: '/settings',
  start: '/start',
  theme: '/theme',
  gallery: '/gallery',
  decision: '/decisions/:id',
  install: '/install',
  sources: '/sources',
  source: '/sources/:id',
  destinations: '/destinations',
  destination: '/destinations/:id',
  people: '/people',
  audit: '/audit',
  me: '/me',
  join: '/join',
  forgot: '/forgot',
  reset: '/reset',
  setup: '/setup',
  login: '/login',
} as const

export type ScreenName = keyof typeof patterns
export type Screen = { name: ScreenName | 'unknown'; param: string }

/** Reads a path below the base, such as `/nudges/export-wall`. */
export function matchScreen(path: string): Screen {
  const parts = partsOf(path)
  for (const [name, pattern] of Object.entries(patterns)) {
    const wanted = partsOf(pattern)
    if (wanted.length !== parts.length) continue
    const isSame = wanted.every((part, at) => part.startsWith(':') || part === parts[at])
    const at = wanted.findIndex((part) => part.startsWith(':'))
    if (isSame) return { name: name as ScreenName, param: decode(parts[at] ?? '') }
  }
  return { name: 'unknown', param: '' }
}

export function pathTo(name: ScreenName, param = ''): string {
  return patterns[name].replace(/:\w+/, encodeURIComponent(param))
}

const partsOf = (path: string) => path.split('/').filter((part) => part !== '')

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export type Place = { path: string; query: string; screen: Screen }
export type Router = {
  place: ReadonlySignal<Place>
  /** The address for the browser of a path below the base. */
  href(path: string): string
  go(path: string, options?: { replace?: boolean }): void
}

export function createRouter(window: Window, base: string): Router {
  const read = (): Place => {
    const { pathname, search } = window.location
    const path = pathname.startsWith(base) ? pathname.slice(base.length) || '/' : '/'
    return { path, query: search, screen: matchScreen(path) }
  }
  const place = signal(read())
  window.addEventListener('popstate', () => {
    place.value = read()
  })
  const href = (path: string) => base + path
  return {
    place,
    href,
    go(path, { replace = false } = {}) {
      window.history[replace ? 'replaceState' : 'pushState'](null, '', href(path))
      place.value = read()
      if (!replace) window.scrollTo(0, 0)
    },
  }
}
