/** Who is signed in here: the address says it, or else this browser remembers. */
import type { Session } from '../../tideboard.ts'
import type { Identity } from './api.ts'

const storageKey = 'tideboard'

export function readIdentity(): Identity {
  const query = Object.fromEntries(new URLSearchParams(location.search))
  const { account, user, name, role } = query
  const asked = { account, user, name, role }
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value))
  return Object.keys(given).length > 0 ? given : remembered()
}

function remembered(): Identity {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}')
  } catch {
    return {}
  }
}

/** Kept in the address too when it stood there, so that a reload finds the same person. */
export function remember({ tide, person }: Session): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ account: tide.id, user: person.id }))
  } catch {
    // Storage may be closed; then each visit is a first one.
  }
  const url = new URL(location.href)
  if (!url.searchParams.has('user')) return
  url.search = new URLSearchParams({ account: tide.id, user: person.id }).toString()
  history.replaceState(null, '', url)
}

export function startOver(): void {
  try {
    localStorage.removeItem(storageKey)
  } catch {
    // Nothing was kept.
  }
  location.assign(location.pathname)
}
