/** How large a number may be, in words. Without a schema, for the console, which says it in the unit of its field. */
export const limitKinds = ['at_least', 'at_most', 'more_than', 'less_than'] as const
export type Limit = { kind: (typeof limitKinds)[number]; value: number }

const beginnings: Record<Limit['kind'], string> = {
  at_least: 'At least',
  at_most: 'At most',
  more_than: 'More than',
  less_than: 'Less than',
}

export const limitInWords = ({ kind, value }: Limit, say: (value: number) => string = String) =>
  `${beginnings[kind]} ${say(value)}`
