/** The page as Brim sees it: its path, and nothing of what is on it. */

/** Path of the page, with the route of apps that keep theirs behind `#/`; never a query. */
export function pathOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string {
  // Without a pattern, which a cold page would have to compile.
  return (pathname + (hash[1] === '/' ? hash.split('?')[0] : '')).slice(0, 2_048)
}

/** Whether a prompt for `only` may be drawn on `page`; a path stands for all routes behind its `#`. */
export function isFor(only: string | undefined, page: string): boolean {
  return !only || `${page}#`.startsWith(`${only}#`)
}

export function deviceOf(width: number, touchPoints: number): 'desktop' | 'tablet' | 'phone' {
  if (width < 640) return 'phone'
  return width < 1_100 && touchPoints ? 'tablet' : 'desktop'
}

/** Calls back when the path has become another one, whoever changed it. */
export function onRouteChange(listener: () => void): void {
  let last = pathOf(location)
  const check = () => {
    const next = pathOf(location)
    if (next === last) return
    last = next
    listener()
  }
  // Later, so that a router's own work comes first and nothing of ours can end up in its stack.
  const checkLater = () => void setTimeout(check)
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name]
    history[name] = function (...args) {
      original.apply(this, args)
      checkLater()
    }
  }
  addEventListener('popstate', checkLater)
  addEventListener('hashchange', checkLater)
}

/** Safari has no idle time to speak of, and waits a task instead. */
export function whenIdle(work: () => void): void {
  const wait = (window.requestIdleCallback as unknown) ?? setTimeout
  ;(wait as typeof requestIdleCallback)(work, { timeout: 1_000 })
}
