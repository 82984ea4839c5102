/** The entry of the script tag: installs `window.brim`, once. */
import type { Brim } from './core/api.ts'
import { createBrim, type Load } from './core/brim.ts'
import { readConfig } from './core/config.ts'
import { drain, type Stub } from './core/stub.ts'

function install() {
  const place = window as { brim?: Brim | Stub }
  const before = place.brim
  // A second copy of the script: the first one is at work. A stub has a function here, of no arguments.
  if (before?.version?.length) return
  const script = (document.currentScript ??
    document.querySelector('script[data-key]')) as HTMLScriptElement
  const load: Load = (name) =>
    import(/* @vite-ignore */ new URL(name + __BRIM_CHUNK__, script.src).href)
  const brim = createBrim(readConfig(script.dataset, script.src), load)
  place.brim = brim
  drain(before as Stub | undefined, brim)
}

try {
  install()
} catch {
  // The page goes on without prompts; it does not go down with them.
}
