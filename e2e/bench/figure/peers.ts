/**
 * What a site loads and waits for with Brim, and with what it may have instead: pinned versions
 * from npm, served from this machine, with no network. A ratio under 1: Brim takes less.
 * `bytes`: of every page. `bytes_shown`: all that it has loaded once a message is there.
 * `script_4x`: all script of the half second after the tag of what every page loads. `heap`: what is in
 * use then, beyond a page without it. `painted` and `painted_4x`: from the call to the
 * first frame with a message in it, everything loaded before; of those that can show one so.
 */
import { launchOffline } from '../page/browser.ts'
import { brim } from '../peer/brim.ts'
import { driver } from '../peer/driver.ts'
import { formbricks } from '../peer/formbricks.ts'
import { growthbook } from '../peer/growthbook.ts'
import { measureLoading } from '../peer/loading.ts'
import { posthog } from '../peer/posthog.ts'
import { shepherd } from '../peer/shepherd.ts'
import { bytesOf, measureShowing } from '../peer/showing.ts'
import type { Side } from '../peer/side.ts'
import type { Figure, PeerRow } from '../row.ts'

const loading = { rounds: 9, enough: 5, withinMs: 45_000 }
const showing = { rounds: 11, enough: 5, withinMs: 30_000 }

const units = {
  bytes: 'bytes',
  bytes_shown: 'bytes',
  script_4x: 'ms',
  heap: 'KB',
  painted: 'ms',
  painted_4x: 'ms',
}
const measures = Object.keys(units) as (keyof typeof units)[]

/** Of one side; what it doesn't show has no time and no size. */
type Values = Partial<Record<keyof typeof units, number>>

const rowsOf = (ours: Values, theirs: Values, { name, note }: Side): PeerRow[] =>
  measures.flatMap((measure) => {
    const [value, peer] = [ours[measure], theirs[measure]]
    if (value === undefined || peer === undefined) return []
    return {
      kind: 'peer',
      name: `peers_${name}_${measure}`,
      value,
      peer,
      unit: units[measure],
      note,
    }
  })

export const peers: Figure = {
  name: 'peers',
  async measure() {
    const ours = brim()
    const others = [posthog(), growthbook(), await formbricks(), driver(), await shepherd()]
    const browser = await launchOffline()
    try {
      const sides = [ours, ...others]
      const loaded = await measureLoading(browser, sides, loading)
      const shown = await measureShowing(browser, sides, showing)
      const valuesOf = ({ name, everyPage, files }: Side): Values => ({
        bytes: bytesOf(everyPage.map((path) => files[path])),
        ...loaded[name],
        ...shown[name],
      })
      return others.flatMap((other) => rowsOf(valuesOf(ours), valuesOf(other), other))
    } finally {
      await browser.close()
    }
  },
}
