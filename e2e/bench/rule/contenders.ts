/** The rule as others say it, on the same facts as a plain object. */
import { type ConditionInterface, evalCondition } from '@growthbook/growthbook'
import { LogicEngine } from 'json-logic-engine'
import { Engine } from 'json-rules-engine'
import { type Count, counting } from './count.ts'
import type { Person } from './people.ts'

const holds = (facts: Person): boolean =>
  facts.hits >= 3 &&
  facts.users >= 2 &&
  (facts.seatsRatio >= 0.8 || facts.role === 'admin' || facts.role === 'owner') &&
  (facts.plan === 'free' || facts.plan === 'pro')

export const byHand = (people: readonly Person[]): Count => counting(people, holds)

export const byJsonLogic = (people: readonly Person[]): Count => {
  const test = new LogicEngine().build({
    and: [
      { '>=': [{ var: 'hits' }, 3] },
      { '>=': [{ var: 'users' }, 2] },
      {
        or: [{ '>=': [{ var: 'seatsRatio' }, 0.8] }, { in: [{ var: 'role' }, ['admin', 'owner']] }],
      },
      { in: [{ var: 'plan' }, ['free', 'pro']] },
    ],
  }) as (facts: Person) => unknown
  return counting(people, (facts) => test(facts) === true)
}

export const byGrowthBook = (people: readonly Person[]): Count => {
  const condition: ConditionInterface = {
    hits: { $gte: 3 },
    users: { $gte: 2 },
    $or: [{ seatsRatio: { $gte: 0.8 } }, { role: { $in: ['admin', 'owner'] } }],
    plan: { $in: ['free', 'pro'] },
  }
  return counting(people, (facts) => evalCondition(facts, condition))
}

export const byJsonRulesEngine = (people: readonly Person[]): Count => {
  const engine = new Engine()
  engine.addRule({
    conditions: {
      all: [
        { fact: 'hits', operator: 'greaterThanInclusive', value: 3 },
        { fact: 'users', operator: 'greaterThanInclusive', value: 2 },
        {
          any: [
            { fact: 'seatsRatio', operator: 'greaterThanInclusive', value: 0.8 },
            { fact: 'role', operator: 'in', value: ['admin', 'owner'] },
          ],
        },
        { fact: 'plan', operator: 'in', value: ['free', 'pro'] },
      ],
    },
    event: { type: 'ready' },
  })
  return async () => {
    let count = 0
    for (const one of people) {
      const { events } = await engine.run(one)
      count += events.length
    }
    return count
  }
}
