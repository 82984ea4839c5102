/** The write key that a request comes with: in a header, or in what it sends. */
import { isRecord, recordOf } from '../../inbound/message.ts'
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

const lists = ['batch', 'events'] as const

/**
 * Wherever any of the tools has it: what one of them sends to another's address is told at its source.
 * On what was sent, or else in the first of its messages.
 */
export function keyIn(body: unknown): string | undefined {
  const whole = Array.isArray(body) ? body[0] : body
  if (!isRecord(whole)) return undefined
  const list = lists.map((one) => whole[one]).find(Array.isArray)
  return keyOf(whole) ?? keyOf(recordOf(list?.[0]))
}

function keyOf(one: Readonly<Record<string, unknown>>): string | undefined {
  const { token } = recordOf(one.properties)
  const { writeKey, api_key, $token, app_id } = one
  return [writeKey, api_key, one.token, $token, app_id, token].find(
    (key) => typeof key === 'string' && key !== '',
  ) as string | undefined
}
