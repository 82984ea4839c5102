/** Where a new draft is kept until it is saved: one for each thing that it may be begun from. */
export type Begun = { from?: string | null; template?: string | null }

/** Begun from the same, it is the same draft again; begun from another, neither takes the other’s place. */
export function slotOf({ from, template }: Begun): string {
  if (from) return `new from ${from}`
  return template ? `new by ${template}` : 'new'
}
