/** Deadlines that are none, or that end at another time than the words say. */
import { variablesOf } from '../../../shared/copy/issues.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import { rulesOf } from '../rules.ts'
import { type Check, type LintContext, listed } from './check.ts'
import { copiesOf, textsOf } from './texts.ts'

export const countdown: Check = (nudge, context) => [
  ...withoutEnd(nudge, context),
  ...beyondSchedule(nudge, context),
]

/** Nothing to count down to: the widget then draws no countdown at all. */
function withoutEnd(nudge: Nudge, { catalogue, at }: LintContext): Finding[] {
  const placed = copiesOf(nudge).find(({ copy }) => copy.countdown !== undefined)
  if (!placed) return []
  const path = `${placed.path}.countdown`
  const warn = (sentence: string, remedy: string): Finding[] => [
    { code: 'countdown_untrue', level: 'warning', path, sentence, remedy },
  ]
  const { offerLastsMs } = rulesOf(nudge, catalogue.settings.defaults)
  const { endsAt } = nudge.schedule
  if (offerLastsMs === null && endsAt === undefined) {
    return warn(
      'The offer has no end, so the countdown is never drawn.',
      'Let the offer end, or take the countdown out.',
    )
  }
  const endless = (catalogue.proposing.get(nudge.offer) ?? []).filter(
    (one) =>
      one.nudge.key !== nudge.key &&
      one.rules.offerLastsMs === null &&
      (one.endsAt === undefined || one.endsAt <= at),
  )
  if (endless.length === 0) return []
  const names = endless.slice(0, 3).map((one) => one.nudge.name)
  return warn(
    `${listed(names)} ${names.length > 1 ? 'propose' : 'proposes'} the same offer without an end, so the countdown is never drawn.`,
    'Let the offer end there too, or take the countdown out.',
  )
}

/** "30 days left" in a nudge that is gone in three. */
function beyondSchedule(nudge: Nudge, { catalogue, at }: LintContext): Finding[] {
  const { offerLastsMs } = rulesOf(nudge, catalogue.settings.defaults)
  const { startsAt, endsAt } = nudge.schedule
  if (offerLastsMs === null || endsAt === undefined) return []
  const start = Math.max(at, startsAt === undefined ? at : Date.parse(startsAt))
  if (start + offerLastsMs <= Date.parse(endsAt)) return []
  const placed = copiesOf(nudge)
    .flatMap(textsOf)
    .find(({ text }) =>
      variablesOf(parseCopy(text)).some(({ name }) => /^offer\.ends(In|On)$/.test(name)),
    )
  if (!placed) return []
  return [
    {
      code: 'countdown_untrue',
      level: 'warning',
      path: placed.path,
      sentence:
        'The words give the offer longer than this nudge is shown: its schedule ends first.',
      remedy: 'Let the offer last no longer than the schedule, or say nothing of its end.',
    },
  ]
}
