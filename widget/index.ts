/** The widget as a module, for pages that bundle it: the same code, and the view as a chunk of theirs. */
import type { Brim } from './core/api.ts'
import { type Chunks, createBrim } from './core/brim.ts'
import { type Identification, readWho } from './core/identity.ts'

export type { AskOptions, Brim, BrimEvents, Showing, Unshown, Usage } from './core/api.ts'
export type { Identification } from './core/identity.ts'

export type BrimOptions = Partial<Identification> & {
  /** Publishable key, `pk_…`. */
  key: string
  /** Where Brim answers, such as `https://brim.example.com/b`. */
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

/** One per page: it listens to clicks and routes for as long as the page lives. */
export function startBrim({ key, api, locale, ...options }: BrimOptions): Brim {
  const { consent = 'granted', debug = false } = options
  return createBrim(
    {
      key,
      api: api.replace(/\/$/, ''),
      locale,
      who: readWho(options),
      isGranted: consent === 'granted',
      isDebug: debug,
    },
    (name) => load[name](),
  )
}
