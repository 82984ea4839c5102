/**
 * Whether use grows. r and b are the days of use of the last fourteen days and of the fourteen before;
 * the part is (r - b) / (r + b + 10) where that is more than 0. It is twice the share of recent days less
 * one, with five days of prior use in each span, so that two days after one are no growth of 100 %.
 */
import { counted } from '../../../shared/words/number.ts'
import { trendDays, type Use } from './facts.ts'
import type { PartRule } from './part.ts'

/** Days of use that each span is taken to have besides: what small counts are drawn to. */
const prior = 5
/** More days of use, in what would raise it. */
const step = 10

export const trend: PartRule = {
  value: ({ facts }) => grown(facts.use),
  reasons({ facts: { use } }) {
    const { recent, before } = use
    return {
      sentence: sentenceOf(use),
      evidence: [
        {
          what: `Last ${trendDays} days`,
          seen: daysOfUse(recent),
          gives: grown(use),
        },
        { what: `The ${trendDays} days before`, seen: daysOfUse(before), gives: 0 },
      ],
      raise: {
        sentence: `${step} more days of use by its people`,
        to: grown({ recent: recent + step, before }),
      },
    }
  },
}

const grown = ({ recent, before }: Use) =>
  Math.max(0, (recent - before) / (recent + before + 2 * prior))

const daysOfUse = (days: number) => counted(days, 'day of use', 'days of use')

function sentenceOf({ recent, before }: Use): string {
  if (recent === 0 && before === 0) return 'Nobody was there in four weeks'
  const days = `${daysOfUse(recent)} in two weeks, ${before} in the two before`
  if (recent === before) return `Used as before: ${days}`
  return `Used ${recent > before ? 'more' : 'less'} than before: ${days}`
}
