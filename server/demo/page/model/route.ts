/** Which screen the address names: `#/boards/<id>`, `#/new`, `#/members`, `#/billing`, `#/help`. */
import { signal } from '@preact/signals'

export type Route =
  | { screen: 'board'; id: string }
  | { screen: 'new' | 'members' | 'billing' | 'help' | 'home' }

export const route = signal<Route>(readRoute(location.hash))

addEventListener('hashchange', () => {
  route.value = readRoute(location.hash)
  scrollTo(0, 0)
})

export function readRoute(hash: string): Route {
  const [screen, id] = hash.replace(/^#\/?/, '').split('/')
  switch (screen) {
    case 'boards':
      return id ? { screen: 'board', id: decodeURIComponent(id) } : { screen: 'home' }
    case 'new':
    case 'members':
    case 'billing':
    case 'help':
      return { screen }
    default:
      return { screen: 'home' }
  }
}

export const boardHref = (id: string) => `#/boards/${encodeURIComponent(id)}`
