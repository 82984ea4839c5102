/**
 * Lets somebody who works in the console see on a page why it shows what it shows. A publishable key
 * and an origin cannot let them: the key is public, and any program can say that it is a page, on
 * localhost too. So a member makes a code, which is good for an hour, for one workspace, and for as
 * long as they may enter it. It stands behind the `#` of an address, which browsers keep to
 * themselves.
 */
import { mayEnter } from '../../store/control/people.ts'
import type { AppEnv } from '../router.ts'

type Deps = AppEnv['Variables']['deps']

const goodForMs = 60 * 60_000
const placeOf = (workspace: string) => `${workspace}|debug`

export function issueDebugCode({ sealer, now }: Deps, workspace: string, person: string) {
  const until = now() + goodForMs
  return { code: sealer.seal(`${until} ${person}`, placeOf(workspace)), until }
}

export async function isDebugCode(deps: Deps, workspace: string, code: string): Promise<boolean> {
  const text = open(deps, workspace, code)
  const space = text.indexOf(' ')
  const leftMs = Number(text.slice(0, space)) - deps.now()
  // One from the future was made before the clock was set back.
  if (!(leftMs > 0 && leftMs <= goodForMs)) return false
  return mayEnter(deps.control.db, text.slice(space + 1), workspace)
}

/** Nothing where this server has not sealed it for this workspace. */
function open({ sealer }: Deps, workspace: string, code: string): string {
  try {
    return sealer.open(code, placeOf(workspace))
  } catch {
    return ''
  }
}
