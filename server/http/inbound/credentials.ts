/** The write key in a header, where it is in one. */
import type { AppContext } from '../router.ts'

/** `Authorization: Basic`, of which the key is the user; the password is left empty, or is something else. */
export function basicUser(c: AppContext): string | undefined {
  const [, text] = /^Basic +(\S{1,1000})$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (text === undefined) return undefined
  const [user = ''] = Buffer.from(text, 'base64').toString('utf8').split(':')
  return user === '' ? undefined : user
}

export function bearer(c: AppContext): string | undefined {
  return /^Bearer +(\S{1,128})$/i.exec(c.req.header('authorization') ?? '')?.[1]
}
