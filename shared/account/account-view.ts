/** Which accounts are looked at, and in which order: what the console's list asks for and a view keeps. */
import { z } from 'zod'

/**
 * `ready`: the greatest readiness first; of equals those with the most triggers that have an active signal,
 * and of those the newest. `recent`: who was here last. `fullest`: who has used most of what a meter allows. `name`: as in a register.
 */
export const accountOrders = ['ready', 'recent', 'fullest', 'name'] as const
export type AccountOrder = (typeof accountOrders)[number]

export const claimFilters = ['', 'mine', 'held', 'free'] as const
export type ClaimFilter = (typeof claimFilters)[number]

/** A signal of whichever trigger; no key of a trigger has this letter. */
export const anySignal = '*'

/** What is empty or 0 narrows nothing. Numbers may come as text, as they do in an address. */
export const accountFilters = z.strictObject({
  order: z.enum(accountOrders).default('ready'),
  /** Part of the name or the id. */
  query: z.string().trim().max(200).default(''),
  /** Key of a trigger with an active signal, or `*`. */
  signal: z.string().max(100).default(''),
  /** The trait `plan`. */
  plan: z.string().max(100).default(''),
  /** Percent of a meter's limit that are used, at the least. */
  fullness: z.coerce.number().int().min(0).max(1_000).default(0),
  claim: z.enum(claimFilters).default(''),
  /** Seen in so many days up to now. */
  seenDays: z.coerce.number().int().min(0).max(3_650).default(0),
})
export type AccountFilters = z.infer<typeof accountFilters>

/** A list that somebody has saved under a name. */
export const accountView = z.strictObject({
  name: z.string().trim().min(1, 'A name is needed').max(60),
  /** Everybody in the workspace sees it; otherwise only who saved it. */
  isShared: z.boolean().default(false),
  filters: accountFilters,
})
export type AccountView = z.infer<typeof accountView>
