/** Who is there, as requests carry it. */
import type { Traits } from '../../shared/event/event.ts'

export type Person = { id: string; traits?: Traits | undefined }
export type Who = {
  user: Person
  account?: Person | undefined
  /** A JWT that the site's backend has signed; proves the two above where the workspace asks for it. */
  token?: string | undefined
  /** Brings the next one. */
  getToken?: (() => string | Promise<string>) | undefined
}

export type Identity = { who?: Who | undefined }

export type Identified = { id: string | number } & Record<string, unknown>
export type Identification = { user: Identified; account?: Identified | undefined } & Pick<
  Who,
  'token' | 'getToken'
>
/** As it may really come, from pages without types and from attributes that aren't there. */
type Given = { id?: unknown } | null | undefined
type GivenWho = Pick<Who, 'token' | 'getToken'> & { user?: Given; account?: Given }

export function isSame(a: Who | undefined, b: Who | undefined): boolean {
  return a?.user.id === b?.user.id && a?.account?.id === b?.account?.id
}

/** Ids alone: all that is kept of who an item is about. */
export function bare({ user, account }: Who): Who {
  return { user: { id: user.id }, account: account && { id: account.id } }
}

/** Reads what a page passes to `identify`; `undefined` where there is no user in it. */
export function readWho(given: GivenWho | undefined): Who | undefined {
  const { user, account, token, getToken } = given ?? {}
  const known = readPerson(user)
  return known && { user: known, account: readPerson(account), token, getToken }
}

function readPerson(given: Given): Person | undefined {
  const { id: anyId, ...traits } = given ?? {}
  const id = `${anyId ?? ''}`
  // A copy, so that what cannot be sent is refused here, and the page may change what it has.
  return id ? { id, traits: JSON.parse(JSON.stringify(traits)) as Traits } : undefined
}
