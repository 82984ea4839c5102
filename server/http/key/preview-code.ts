/**
 * Shows one draft on a page of the workspace's own site, to whoever has the link: for a few hours, as
 * long as the draft is the one that was saved then, and whoever made the link may enter. As with the
 * code for the debug panel, a publishable key would let everybody see what is not published.
 */
import { mayEnter } from '../../store/control/people.ts'
import type { AppEnv } from '../router.ts'

type Deps = AppEnv['Variables']['deps']

/** The draft that it shows, and who says so. */
export type Shown = { nudge: string; revision: number; person: string }
type Sealed = Shown & { until: number }

const goodForMs = 4 * 60 * 60_000
const placeOf = (workspace: string) => `${workspace}|preview`

export function issuePreviewCode({ sealer, now }: Deps, workspace: string, shown: Shown) {
  const sealed: Sealed = { ...shown, until: now() + goodForMs }
  return { code: sealer.seal(JSON.stringify(sealed), placeOf(workspace)), until: sealed.until }
}

/** Nothing where it was not made here, for this workspace, or is over. */
export async function readPreviewCode(
  deps: Deps,
  workspace: string,
  code: string,
): Promise<Shown | undefined> {
  const sealed = open(deps, workspace, code)
  const leftMs = (sealed?.until ?? 0) - deps.now()
  // One from the future was made before the clock was set back.
  if (!sealed || leftMs <= 0 || leftMs > goodForMs) return undefined
  return (await mayEnter(deps.control.db, sealed.person, workspace)) ? sealed : undefined
}

function open({ sealer }: Deps, workspace: string, code: string): Sealed | undefined {
  try {
    return JSON.parse(sealer.open(code, placeOf(workspace))) as Sealed
  } catch {
    return undefined
  }
}
