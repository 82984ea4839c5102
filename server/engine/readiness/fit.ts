/**
 * What kind of customer it is: rules on traits, each with points. The part is where the points that hold
 * lie between the fewest and the most that could. What is not known does not hold.
 */
import { fitInWords } from '../../../shared/words/fit.ts'
import { counted } from '../../../shared/words/number.ts'
import { valueInWords } from '../../../shared/words/operator.ts'
import { type CompiledFit, type CompiledModel, traitIn } from './model.ts'
import { capital, type Look, type PartRule } from './part.ts'

export const fit: PartRule = {
  value: (look) => shareOf(look, pointsIn(look)),
  reasons(look) {
    const { facts, model } = look
    const holding = model.fit.filter((one) => holds(one, look))
    const all = Math.max(1, range(model))
    return {
      sentence:
        model.fit.length === 0
          ? 'No rule says yet what a good customer is'
          : `${holding.length} of ${counted(model.fit.length, 'rule')} ${holding.length === 1 ? 'holds' : 'hold'}`,
      evidence: model.fit.map((rule) => ({
        what: fitInWords(rule),
        seen: valueInWords(traitIn(facts.traits, rule.trait)),
        gives: holds(rule, look) ? rule.points / all : 0,
      })),
      raise: raiseOf(look),
    }
  },
}

const holds = (rule: CompiledFit, { facts }: Look) => rule.test(facts.traits) === true

const pointsIn = (look: Look) =>
  look.model.fit.reduce((sum, one) => sum + (holds(one, look) ? one.points : 0), 0)

const fewest = ({ fit }: CompiledModel) =>
  fit.reduce((sum, one) => sum + Math.min(0, one.points), 0)
const range = ({ fit }: CompiledModel) => fit.reduce((sum, one) => sum + Math.abs(one.points), 0)

function shareOf({ model }: Look, points: number): number {
  const all = range(model)
  return all === 0 ? 0 : (points - fewest(model)) / all
}

/** The rule that would add most, if it held. */
function raiseOf(look: Look) {
  const [best] = look.model.fit
    .filter((one) => one.points > 0 && !holds(one, look))
    .toSorted((a, b) => b.points - a.points)
  if (!best) return null
  const isKnown = traitIn(look.facts.traits, best.trait) !== undefined
  return {
    sentence: `${capital(fitInWords(best))}${isKnown ? '' : ': not known yet'}`,
    to: shareOf(look, pointsIn(look) + best.points),
  }
}
