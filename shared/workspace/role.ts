/** What a member of a workspace may do. The server enforces it; the console says it beforehand. */

/** In falling order of what they may do. */
export const roles = ['owner', 'admin', 'editor', 'analyst', 'viewer'] as const
export type Role = (typeof roles)[number]

const keepers = ['owner', 'admin'] as const
const writers = [...keepers, 'editor'] as const
const readers = [...writers, 'analyst'] as const

/** Each kind of thing that is done in a workspace, and who may do it. */
export const rights = {
  /** Look at everything, and ask what changes nothing: a preview, a replay. */
  read: roles,
  /** Save lists of accounts. */
  save_views: readers,
  /** Write and publish nudges, triggers, offers, plans and the theme. */
  author: writers,
  /** Take an account over, and give it back. */
  claim: writers,
  /** How often prompts may come, who is held out, and what else holds for all nudges. */
  settings: keepers,
  /** Who belongs to the workspace, and as what. */
  people: keepers,
  /** Whether members need a second factor. */
  second_factor: ['owner'],
  /** Keys, their origins, and what identity is proven with. */
  keys: keepers,
  /** Take out or erase all that is stored of somebody. */
  privacy: keepers,
  /** Look at who changed what. */
  audit: keepers,
} as const satisfies Record<string, readonly Role[]>
export type Right = keyof typeof rights

export const may = (role: Role, right: Right): boolean =>
  (rights[right] as readonly Role[]).includes(role)
