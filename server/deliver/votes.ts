/**
 * Links by which whoever was told says whether an alert was worth it, without signing in. Signed for
 * one alert of one workspace: nothing else can be done by one, and nobody makes another of it.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { VoteLink } from './story.ts'

export type Votes = {
  /** Below this origin. */
  linkFrom(home: string): (workspace: string) => VoteLink
  isSigned(workspace: string, alert: string, signature: string): boolean
}

/** `before`: secrets of before, whose links are good still. */
export function createVotes(secret: string, before: readonly string[] = []): Votes {
  const keyOf = (one: string) => Buffer.from(hkdfSync('sha256', one, 'brim', 'alert votes v1', 32))
  const key = keyOf(secret)
  const keys = [key, ...before.map(keyOf)]
  const sign = (by: Buffer, workspace: string, alert: string) =>
    createHmac('sha256', by)
      .update(JSON.stringify([workspace, alert]))
      .digest()
  return {
    linkFrom: (home) => (workspace) => (alert, worth) => {
      const signature = sign(key, workspace, alert).toString('base64url')
      const path = [workspace, alert, signature].map(encodeURIComponent).join('/')
      return `${home}/worth/${path}?worth=${worth}`
    },
    isSigned(workspace, alert, signature) {
      const given = Buffer.from(signature, 'base64url')
      return keys.some((one) => {
        const wanted = sign(one, workspace, alert)
        return given.length === wanted.length && timingSafeEqual(given, wanted)
      })
    },
  }
}
