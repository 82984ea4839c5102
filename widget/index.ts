/** The widget as a module, for pages that bundle it: the same code, and the same chunks beside it. */
import type { Brim } from './core/api.ts'
import { type Chunks, createBrim } from './core/brim.ts'
import type { Config } from './core/config.ts'
import { type Identification, readWho } from './core/identity.ts'
import { drain, type Stub } from './core/stub.ts'
import { createInert } from './inert.ts'

export type { AskOptions, Brim, BrimEvents, Showing, Unshown, Usage } from './core/api.ts'
export type { Identification } from './core/identity.ts'

export type BrimOptions = Partial<Identification> & {
  /** Publishable key, `pk_…`. */
  key: string
  /** Where Brim answers, such as `https://brim.example.com/b`, or a path of the page's own site. */
  api: string
  locale?: string | undefined
  consent?: 'granted' | 'denied' | undefined
  debug?: boolean | undefined
}

const load: { [Name in keyof Chunks]: () => Promise<Chunks[Name]> } = {
  view: () => import('./view/index.ts'),
  live: () => import('./live/index.ts'),
  debug: () => import('./debug/index.ts'),
  left: () => import('./left/index.ts'),
  meters: () => import('./meters/index.ts'),
}

/**
 * One a page, with the script tag's: where one is at work already, this identifies whom it is given and
 * answers that. It listens to clicks and routes for as long as the page lives, and stands at
 * `window.brim`. Where there is no page, it answers one that does nothing. Never throws.
 */
export function startBrim(options: BrimOptions): Brim {
  if (typeof document === 'undefined') return createInert('no_page')
  try {
    return install(options)
  } catch {
    // The page goes on without prompts; it does not go down with them.
    return createInert('failed')
  }
}

function install(options: BrimOptions): Brim {
  const place = window as { brim?: Brim | Stub }
  const before = place.brim
  if (isBrim(before)) {
    if (options.user) before.identify(options as Identification)
    return before
  }
  const brim = createBrim(configOf(options), (name) => load[name]())
  place.brim = brim
  drain(before, brim)
  return brim
}

const isBrim = (found: Brim | Stub | undefined): found is Brim => typeof found?.version === 'string'

const configOf = ({ key, api, locale, consent, debug = false, ...who }: BrimOptions): Config => ({
  key,
  api: api.replace(/\/$/, ''),
  locale,
  who: readWho(who),
  isGranted: consent !== 'denied',
  isDebug: debug,
})
