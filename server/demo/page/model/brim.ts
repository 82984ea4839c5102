/**
 * Brim as a customer's engineer wires it up: one script tag, and a few calls. Until the script is
 * there nothing is asked; where it never comes, the product goes on without it.
 */
import type { Brim } from '../../../../widget/core/api.ts'
import type { Session } from '../../tideboard.ts'

let brim: Brim | undefined
let loading: Promise<Brim | undefined> | undefined

/** The tag that customers paste. Here the key is not known before the server has told it. */
export function load(key: string): void {
  loading ??= new Promise((resolve) => {
    const script = document.createElement('script')
    script.async = true
    script.src = '/b/brim.js'
    script.dataset.key = key
    script.addEventListener('load', () => {
      brim = (window as { brim?: unknown }).brim as Brim | undefined
      resolve(brim)
    })
    script.addEventListener('error', () => resolve(undefined))
    document.head.append(script)
  })
}

function whenLoaded(use: (brim: Brim) => void): void {
  if (brim) use(brim)
  else void loading?.then((loaded) => loaded && use(loaded))
}

export function identify({ person, tide }: Session): void {
  const [name] = person.name.split(' ')
  const user = { id: person.id, name, role: person.role }
  whenLoaded((brim) => brim.identify({ user, account: { id: tide.id } }))
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
  const here = brim ?? (await loading)
  const result = await here?.paywall(feature, { anchor })
  return result?.shown ?? false
}

export function onAction(listener: (kind: string, name?: string) => void): void {
  whenLoaded((brim) => brim.on('action', ({ kind, name }) => listener(kind, name)))
}
