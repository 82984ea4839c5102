/** What a nudge needs of others: it must be there, published and awake. */
import { variablesOf } from '../../../shared/copy/issues.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import { parseVariable } from '../../../shared/copy/variables.ts'
import type { Finding } from '../../../shared/definition/lint.ts'
import { meterOf, type Nudge } from '../../../shared/definition/nudge.ts'
import type { Check, LintContext } from './check.ts'
import { copiesOf, textsOf } from './texts.ts'

export const references: Check = (nudge, context) => [
  ...offerOf(nudge, context),
  ...triggerOf(nudge, context),
  ...metersOf(nudge, context),
]

const missing = (
  level: Finding['level'],
  path: string,
  sentence: string,
  remedy: string,
): Finding => ({ code: 'reference_missing', level, path, sentence, remedy })

function offerOf({ offer }: Nudge, { catalogue }: LintContext): Finding[] {
  if (catalogue.offers.has(offer)) return []
  const sentence = `There is no published offer “${offer}”.`
  return [missing('error', 'offer', sentence, 'Publish it first, or choose another.')]
}

function triggerOf({ trigger }: Nudge, { catalogue }: LintContext): Finding[] {
  if (trigger === undefined) return []
  const found = catalogue.triggers.get(trigger)
  if (!found) {
    const sentence = `There is no published trigger “${trigger}”.`
    return [missing('error', 'trigger', sentence, 'Publish it first, or choose another.')]
  }
  if (isAwake(trigger, catalogue)) return []
  const sentence = `The trigger “${found.trigger.name}” is paused, so nobody becomes ready by it.`
  return [missing('warning', 'trigger', sentence, 'Resume it, or choose another.')]
}

/** Live triggers listen; those that time alone drives may listen to nothing. */
function isAwake(key: string, { listeners, timeDriven }: LintContext['catalogue']): boolean {
  const live = [...[...listeners.values()].flat(), ...timeDriven]
  return live.some((one) => one.trigger.key === key)
}

function metersOf(nudge: Nudge, { catalogue, meters }: LintContext): Finding[] {
  if (!meters) return []
  const limited = [...catalogue.plans.values()].flatMap((plan) => Object.keys(plan.limits))
  const known = new Set([...meters, ...limited, ...catalogue.meters.keys()])
  const named = [
    ...(nudge.meter === undefined ? [] : [{ path: 'meter', meter: nudge.meter }]),
    ...(nudge.meter === undefined && meterOf(nudge) !== undefined
      ? [{ path: 'placement', meter: meterOf(nudge) as string }]
      : []),
    ...copiesOf(nudge).flatMap(textsOf).flatMap(metersIn),
  ]
  const first = named.filter(
    ({ meter }, i) => !known.has(meter) && named.findIndex((one) => one.meter === meter) === i,
  )
  return first.map(({ path, meter }) =>
    missing(
      'warning',
      path,
      `Nobody has read a meter “${meter}” yet, and no plan limits it.`,
      'Send its readings, or choose another meter.',
    ),
  )
}

/** The meters that a nudge names, wherever it does. */
export function metersNamedBy(nudge: Nudge): string[] {
  const own = meterOf(nudge)
  const inWords = copiesOf(nudge).flatMap(textsOf).flatMap(metersIn)
  return [...new Set([...(own === undefined ? [] : [own]), ...inWords.map((one) => one.meter)])]
}

function metersIn({ path, text }: { path: string; text: string }) {
  return variablesOf(parseCopy(text)).flatMap(({ name }) => {
    const variable = parseVariable(name)
    return variable?.kind === 'meter' ? [{ path, meter: variable.meter }] : []
  })
}
