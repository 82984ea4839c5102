/** What the script tag says. */
import { readWho, type Who } from './identity.ts'

export type Config = {
  /** Publishable key; empty where it is missing. */
  key: string
  /** Prefix of the API, without a slash at its end. */
  api: string
  who?: Who | undefined
  locale?: string | undefined
  isGranted: boolean
  isDebug: boolean
}

export function readConfig(data: DOMStringMap, scriptSrc: string): Config {
  const { key = '', api, user, account, token, locale, consent = 'granted', debug } = data
  return {
    key,
    // A given prefix belongs to the page, the default to the folder that the script came from: without
    // the parser and the pattern, which a cold page would have to start.
    api: api
      ? new URL(api, location.href).href.replace(/\/$/, '')
      : (scriptSrc.split('?')[0] as string).split('/').slice(0, -1).join('/'),
    who: readWho({ user: { id: user }, account: { id: account }, token }),
    locale,
    isGranted: consent === 'granted',
    isDebug: debug !== undefined,
  }
}
