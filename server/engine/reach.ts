/** How far back conditions look, against how long the log is kept. */

import type { Measure, Trigger } from '../../shared/definition/trigger.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import { durationMs } from '../../shared/value/duration.ts'
import { lengthInWords } from '../../shared/words/measure.ts'
import { leavesOf } from './leaves.ts'

/** Windows that reach beyond what is kept: what they count would change as the log is cut. */
export function windowsBeyond(trigger: Trigger, keptMs: number): Issue[] {
  return leavesOf(trigger.when, 'when').flatMap(({ leaf, path }) => {
    const reach = 'measure' in leaf ? reachOf(leaf.measure) : undefined
    if (!reach || reach.ms <= keptMs) return []
    const message = `Looks back ${lengthInWords(reach.ms)}${reach.why}, but the log is kept for ${lengthInWords(keptMs)}`
    return [{ path: `${path}.measure.${reach.path}`, message }]
  })
}

type Reach = { ms: number; path: string; why: string }

/** `undefined` where nothing is counted. */
function reachOf(measure: Measure): Reach | undefined {
  if ('count' in measure) return window('count', measure.count)
  if ('sum' in measure) return window('sum', measure.sum)
  if ('distinct' in measure) return window('distinct', measure.distinct)
  if ('signals' in measure) return window('signals', measure.signals)
  if ('growth' in measure) {
    const of = reachOf(measure.growth.of)
    const why = ', with the window before'
    return of && { ms: 2 * of.ms, path: `growth.of.${of.path}`, why }
  }
  if (!('newFeatures' in measure)) return undefined
  const { baseline, within } = measure.newFeatures
  const ms = durationMs(baseline) + durationMs(within)
  return { ms, path: 'newFeatures.within', why: ', with the baseline' }
}

function window(kind: string, { within }: { within: string }): Reach {
  return { ms: durationMs(within), path: `${kind}.within`, why: '' }
}
