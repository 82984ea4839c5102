/** Whether rules fit what came last: a name that is written otherwise than it comes is easily missed. */
import { type SourceRule, sameEvent } from '../../../../shared/event/source.ts'

export type Fitting = {
  /** Events came, and none of the rules is for any of them. */
  isNone: boolean
  /** Places of rules that are being edited and are for nothing that came. */
  unheard: ReadonlySet<number>
}

type Rules = readonly SourceRule[]

/** `saved`: the rules of now, which may be for what comes seldom. */
export function fittingOf(rules: Rules, saved: Rules, events: readonly string[]): Fitting {
  const heard = new Set(events.map(sameEvent))
  const before = new Set(saved.map((one) => sameEvent(one.event)))
  const called = rules.map((one) => sameEvent(one.event))
  return {
    isNone: heard.size > 0 && rules.length > 0 && !called.some((one) => heard.has(one)),
    unheard: new Set(
      called.flatMap((one, i) =>
        heard.size > 0 && one !== '' && !heard.has(one) && !before.has(one) ? [i] : [],
      ),
    ),
  }
}
