/**
 * Brim as a customer's engineer wires it up: the tag in `index.html`, and a few calls. Until the
 * script is there nothing is asked; where it never comes, the product goes on without it.
 */
import type { Brim } from '../../../../widget/core/api.ts'
import type { Session } from '../../tideboard.ts'
import { api } from './api.ts'

const tag = document.querySelector('script[src="/b/brim.js"]')
const here = () => window.brim as Brim | undefined

/** The window's load waits for the tag, whatever becomes of it. */
const loaded = new Promise<Brim | undefined>((resolve) => {
  if (document.readyState === 'complete') resolve(here())
  tag?.addEventListener('load', () => resolve(here()))
  addEventListener('load', () => resolve(here()))
})

function whenLoaded(use: (brim: Brim) => void): void {
  const brim = here()
  if (brim) use(brim)
  else void loaded.then((late) => late && use(late))
}

/** The token proves it; the plan and the role in it are the backend's word. */
export function identify({ person, tide, token }: Session): void {
  const [name] = person.name.split(' ')
  const user = { id: person.id, name, role: person.role }
  const getToken = () => api.token(tide.id, person.id)
  whenLoaded((brim) => brim.identify({ user, account: { id: tide.id }, token, getToken }))
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
  const brim = here() ?? (await loaded)
  const result = await brim?.paywall(feature, { anchor })
  return result?.shown ?? false
}

/** Asks for a place of the page that has no element of its own. */
export const prompt = (placement: string) => whenLoaded((brim) => void brim.prompt(placement))

export function onAction(listener: (kind: string, name?: string) => void): void {
  whenLoaded((brim) => brim.on('action', ({ kind, name }) => listener(kind, name)))
}
