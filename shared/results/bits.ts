/** What became of a showing, each a bit of one number. */
export const did = {
  shown: 1,
  /** Of a control: nobody was shown anything. */
  ghost: 2,
  clicked: 4,
  dismissed: 8,
  /** Before anybody could have read it. */
  closedAtOnce: 16,
  snoozed: 32,
  never: 64,
  askedAdmin: 128,
  trials: 256,
  converted: 512,
} as const
export type Did = keyof typeof did
