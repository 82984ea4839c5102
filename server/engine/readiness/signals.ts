/**
 * What triggers fired for. A firing counts the trigger's weight, halved with each half-life since; of one
 * trigger's firings the second newest counts half, the third a quarter, so that many people who show it
 * count more than one and never more than two. The sum s fills the part as 1 - 2^(-s / 10): one fresh
 * signal of usual weight fills half of it, two three quarters, and no number of them more than all.
 */
import { dayMs } from '../../../shared/value/duration.ts'
import { counted, numberInWords } from '../../../shared/words/number.ts'
import type { SignalSeen } from './facts.ts'
import type { WeighedTrigger } from './model.ts'
import type { Look, PartRule } from './part.ts'

/** Points of weight that fill half of the part. */
const half = 10
/** Less than this of a firing is left: no need to tell. */
const faded = 0.02

type Fired = { trigger: WeighedTrigger; newestAt: number; times: number; points: number }

export const signals: PartRule = {
  value: (look) => filled(sum(firedIn(look))),
  reasons(look) {
    const fired = firedIn(look)
      .filter(({ points, trigger }) => points > trigger.weight * faded)
      .toSorted((a, b) => b.points - a.points || (a.trigger.key < b.trigger.key ? -1 : 1))
    const { now } = look
    const value = filled(sum(firedIn(look)))
    const [strongest] = fired
    const times = fired.reduce((all, one) => all + one.times, 0)
    return {
      sentence: strongest
        ? `${counted(times, 'signal')}, of them “${strongest.trigger.name}” ${agoInWords(now - strongest.newestAt)}`
        : 'No signal lately',
      evidence: fired.map(({ trigger, newestAt, times, points }) => ({
        what: trigger.name,
        seen: `${agoInWords(now - newestAt)}${times > 1 ? `, ${counted(times, 'time')}` : ''}`,
        gives: filled(points),
      })),
      raise: raiseOf(look, value),
    }
  },
}

const filled = (points: number) => 1 - 2 ** (-points / half)
const sum = (fired: readonly Fired[]) => fired.reduce((all, one) => all + one.points, 0)

function firedIn({ facts, model, now }: Look): Fired[] {
  const byTrigger = new Map<string, number[]>()
  for (const { trigger, firedAt } of facts.signals) {
    if (firedAt > now) continue
    const known = byTrigger.get(trigger)
    if (known) known.push(firedAt)
    else byTrigger.set(trigger, [firedAt])
  }
  return [...byTrigger].flatMap(([key, moments]) => {
    const trigger = model.triggers.get(key)
    return trigger ? [firedBy(trigger, moments, now)] : []
  })
}

function firedBy(trigger: WeighedTrigger, moments: number[], now: number): Fired {
  moments.sort((a, b) => b - a)
  let points = 0
  moments.forEach((at, i) => {
    points += trigger.weight * 2 ** (-i - (now - at) / trigger.halfLifeMs)
  })
  return { trigger, newestAt: moments[0] ?? now, times: moments.length, points }
}

/** The trigger whose firing now would add most. */
function raiseOf(look: Look, value: number) {
  const { facts, model, now } = look
  let best = { key: '', name: '', to: value }
  for (const { key, name } of model.triggers.values()) {
    const supposed: SignalSeen[] = [...facts.signals, { trigger: key, firedAt: now }]
    const to = signals.value({ ...look, facts: { ...facts, signals: supposed } })
    if (to > best.to || (to === best.to && best.key !== '' && key < best.key)) {
      best = { key, name, to }
    }
  }
  return best.key === '' ? null : { sentence: `“${best.name}” fires`, to: best.to }
}

export function agoInWords(ms: number): string {
  const days = Math.floor(ms / dayMs)
  if (days === 0) return 'today'
  return days === 1 ? 'yesterday' : `${numberInWords(days)} days ago`
}
