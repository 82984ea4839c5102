/**
 * Brim as a customer's engineer wires it up: the script tag stands in `index.html`; until it is
 * there nothing is asked, and where it never comes the product goes on without it.
 */
import type { Session } from '../../tideboard.ts'

type Result = { shown: boolean; reason: string | null }
type ActionTaken = { action: { kind: string; name?: string } }

type Brim = {
  identify(who: { user: { id: string }; account: { id: string } }): void
  used(feature: string): void
  track(name: string, properties: Record<string, unknown>): void
  usage(meter: string, reading: { used: number; limit: number | null }): void
  paywall(feature: string, options?: { anchor?: Element }): Promise<Result>
  on(name: 'action', listener: (taken: ActionTaken) => void): () => void
  reset(): void
}

declare global {
  interface Window {
    brim?: Brim
  }
}

const loaded: Promise<Brim | undefined> = new Promise((resolve) => {
  if (window.brim) return resolve(window.brim)
  const script = document.querySelector('script[src$="/b/brim.js"]')
  script?.addEventListener('load', () => resolve(window.brim))
  script?.addEventListener('error', () => resolve(undefined))
  if (!script) resolve(undefined)
})

const whenLoaded = (use: (brim: Brim) => void) => {
  if (window.brim) return use(window.brim)
  void loaded.then((brim) => brim && use(brim))
}

export function identify({ person, tide }: Session): void {
  const { id, name, role } = person
  whenLoaded((brim) =>
    brim.identify({
      user: { id, name: name.split(' ')[0], role } as { id: string },
      account: { id: tide.id },
    }),
  )
}

export const forget = () => whenLoaded((brim) => brim.reset())

export const used = (feature: string) => whenLoaded((brim) => brim.used(feature))

export const askedSupport = (topic: string) =>
  whenLoaded((brim) => brim.track('support_inquiry', { topic }))

/** What is used of the plan, told whenever it has changed. */
export function reportUsage({ tide, access }: Session): void {
  const { boards, seats } = access.limits
  whenLoaded((brim) => {
    brim.usage('boards', { used: tide.boards.length, limit: boards })
    brim.usage('seats', { used: tide.members.length, limit: seats })
  })
}

/** Whether Brim showed something; where it didn't, the product says it in its own words. */
export async function paywall(feature: string, anchor?: Element): Promise<boolean> {
  const brim = window.brim ?? (await loaded)
  const result = await brim?.paywall(feature, anchor ? { anchor } : {})
  return result?.shown ?? false
}

/** Calls back with the kind of the action, and the name of a callback. Returns its undo. */
export function onAction(listener: (kind: string, name?: string) => void): void {
  whenLoaded((brim) => brim.on('action', ({ action }) => listener(action.kind, action.name)))
}
