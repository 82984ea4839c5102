/** What a start tells: people a tidy block, programs one line of JSON. */
import type { Env } from '../env.ts'
import { hostOf } from '../store/namespaces.ts'

export type Ready = {
  url: string
  demo: string | null
  console: string
  docs: string
  /** Lets the first person in, once; null where somebody is in already. */
  setup: string | null
  login: { email: string; password: string } | null
  publishableKey: string | null
  secretKey: string | null
}

export function announce(ready: Ready, env: Env): string {
  const lines: [string, string | null][] = [
    ['Demo', ready.demo],
    ['Console', ready.console],
    ['API', ready.docs],
    ['Sign in', ready.login && `${ready.login.email}  /  ${ready.login.password}`],
    ['Set up', ready.setup],
    ['Data', env.store.kind === 'files' ? env.dataFolder : hostOf(env.store.url)],
  ]
  const told = lines.filter(([, value]) => value !== null)
  const block = told.map(([name, value]) => `  ${name.padEnd(10)}${value}`)
  const hint = ready.setup ? ['', '  The set-up link works once and lets in its first reader.'] : []
  const json = env.isReadyPrinted ? [JSON.stringify({ ready })] : []
  return ['', '  Brim is running', '', ...block, ...hint, '', ...json, ''].join('\n')
}
