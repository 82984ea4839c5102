/** Variables that leave a nudge unshown when they have no value. */
import { variablesOf } from '../../../shared/copy/issues.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import { parseVariable } from '../../../shared/copy/variables.ts'
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import { planOf } from '../../../shared/definition/plan.ts'
import { rulesOf } from '../rules.ts'
import { type Check, type LintContext, listed } from './check.ts'
import { copiesOf, textsOf } from './texts.ts'

export const fallbacks: Check = (nudge, context) =>
  copiesOf(nudge).flatMap((placed) =>
    textsOf(placed).flatMap(({ path, part, text }): Finding[] => {
      // It is a plain text: no variable is read in it.
      if (part === 'dismiss') return []
      const bare = variablesOf(parseCopy(text)).filter((one) => one.fallback === undefined)
      const names = [...new Set(bare.map((one) => one.name))]
      const never = names.filter((name) => presenceOf(name, nudge, context) === 'never')
      const maybe = names.filter((name) => presenceOf(name, nudge, context) === 'maybe')
      const remedy = `Give a fallback: {{${[...never, ...maybe][0]}|words that always fit}}.`
      if (never.length > 0) {
        const sentence = `${listed(never)} can have no value here, so this would never be shown.`
        return [{ code: 'missing_fallback', level: 'error', path, sentence, remedy }]
      }
      if (maybe.length === 0) return []
      const sentence = `${listed(maybe)} may have no value, and then nobody sees this nudge.`
      return [{ code: 'missing_fallback', level: 'warning', path, sentence, remedy }]
    }),
  )

/** Whether a variable has a value for everybody, for some, or for nobody. */
function presenceOf(
  name: string,
  nudge: Nudge,
  { catalogue }: LintContext,
): 'always' | 'maybe' | 'never' {
  const variable = parseVariable(name)
  if (variable?.kind !== 'fixed') return 'maybe'
  const offer = catalogue.offers.get(nudge.offer)
  // Another check says that it is missing.
  if (!offer && name.startsWith('offer.')) return 'always'
  const plan = offer && catalogue.plans.get(planOf(offer) ?? '')
  const said = (isThere: boolean) => (isThere ? 'always' : 'never')
  switch (variable.name) {
    case 'offer.plan':
      return said(plan !== undefined)
    case 'offer.price':
      return said((plan?.prices.length ?? 0) > 0)
    case 'offer.lasts':
      return said(offer?.kind === 'trial')
    case 'offer.endsIn':
    case 'offer.endsOn':
      return said(rulesOf(nudge, catalogue.settings.defaults).offerLastsMs !== null)
    case 'requests.count':
      return nudge.relay ? 'always' : 'maybe'
    case 'plan.name':
    case 'requests.names':
      return 'maybe'
    default:
      return variable satisfies never
  }
}
