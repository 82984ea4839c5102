/** Whom a message is of, by the mapping of its source. */

import type { SourceMapping, UserPlace } from '../../shared/event/source.ts'
import { type Issue, issuesOf } from '../../shared/protocol/error.ts'
import { externalId, hasControlCharacter } from '../../shared/value/key.ts'
import { factAt } from './fit-facts.ts'
import { idOf, type Message } from './message.ts'

/** Whose address it is; null where nobody's, or that of several. */
export type UserOfEmail = (email: string) => string | null

/** The user of a message, by its mapping; null for nobody who has been identified. */
export const userOf = (message: Message, { user }: SourceMapping, userOfEmail: UserOfEmail) =>
  firstOf(message, user, userOfEmail)

/** The account that a message names itself. */
export const accountIn = (message: Message, { account }: SourceMapping) =>
  firstOf(message, account, () => null)

/** The address that a message gives, where its mapping asks for one. */
export function emailIn({ traits }: Message, { user }: SourceMapping): string | null {
  return user.some((place) => place.in === 'email') ? idOf(traits.email) : null
}

function firstOf(
  message: Message,
  places: readonly UserPlace[],
  userOfEmail: UserOfEmail,
): string | null {
  for (const place of places) {
    const id = idAt(message, place, userOfEmail)
    if (id !== null) return id
  }
  return null
}

function idAt(message: Message, place: UserPlace, userOfEmail: UserOfEmail): string | null {
  const { user, groups, traits, says } = message
  switch (place.in) {
    case 'user_id':
      return user
    case 'group':
      if (place.type === undefined) return Object.values(groups)[0] ?? null
      return Object.hasOwn(groups, place.type) ? (groups[place.type] ?? null) : null
    case 'property':
      return 'properties' in says ? oneOf(factAt(says.properties, place.name)) : null
    case 'trait':
      return oneOf(factAt(says.kind === 'group' ? says.facts : traits, place.name))
    case 'email': {
      const email = idOf(traits.email)
      return email === null ? null : userOfEmail(email)
    }
    default:
      return place satisfies never
  }
}

/** Some say a list of one where they could say several. */
const oneOf = (value: unknown) => idOf(Array.isArray(value) ? value[0] : value)

/** What is wrong with ids that cannot be kept. */
export function issuesOfIds(account: string, user: string | null): Issue[] {
  return Object.entries({ account, ...(user === null ? {} : { user }) }).flatMap(([path, id]) => {
    if (id.length <= 128 && !hasControlCharacter(id)) return []
    const checked = externalId.safeParse(id)
    return checked.success
      ? []
      : issuesOf(checked.error).map(
          ({ message }): Issue => ({ path, message: `The id of the ${path}: ${message}` }),
        )
  })
}
