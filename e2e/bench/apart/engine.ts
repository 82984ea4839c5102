/**
 * Evaluations of one rule per second, beside the same rule as a function that somebody wrote by
 * hand for a plain object, and beside what evaluates rules elsewhere; `hand_over_facts` is such a
 * function too, but asks for its facts as conditions do. The aims: half as fast as a function by
 * hand, and five times as fast as GrowthBook. All must find the rule to hold for as many people.
 */
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import type { Row } from '../row.ts'
import { byBrim, byBrimFromLog, byHandOverFacts } from '../rule/brim.ts'
import { byGrowthBook, byHand, byJsonLogic, byJsonRulesEngine } from '../rule/contenders.ts'
import type { Count } from '../rule/count.ts'
import { people } from '../rule/people.ts'
import { rateOf } from '../rule/rate.ts'
import { answer } from './answer.ts'

const plan = { rounds: 15, enough: 7, withinMs: 20_000 }
const forMs = 60

const measure = async (): Promise<Row[]> => {
  const hand = byHand(people)
  const holding = await hand()
  const run = (count: Count) => () => rateOf(count, { people: people.length, holding, forMs })
  const runs = {
    hand: run(hand),
    hand_over_facts: run(byHandOverFacts(people)),
    brim: run(byBrim(people)),
    brim_from_log: run(byBrimFromLog(people)),
    json_logic_engine: run(byJsonLogic(people)),
    growthbook: run(byGrowthBook(people)),
    json_rules_engine: run(byJsonRulesEngine(people)),
  }
  for (const warmUp of Object.values(runs)) await warmUp()
  const { hand: floor, ...others } = await interleave(plan, runs)
  return Object.entries(others).map(([name, rates]) => ({
    name: `engine_${name}`,
    value: median(rates),
    unit: 'evaluations/s',
    floor: median(floor),
  }))
}

await answer(measure)
