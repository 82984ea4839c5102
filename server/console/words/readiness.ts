/** Readiness in plain words. */
import type { ReadinessPart } from '../../../shared/account/readiness.ts'
import type {
  Learned,
  LearnedPart,
  NotLearned,
} from '../../../shared/account/readiness-learning.ts'
import { counted, shareInWords } from '../../../shared/words/number.ts'

export const partWords: Record<ReadinessPart, string> = {
  signals: 'Signals',
  trend: 'Trend of use',
  fit: 'Fit',
  headroom: 'Headroom',
}

export const partHints: Record<ReadinessPart, string> = {
  signals: 'What triggers fired for, fading with each one’s half-life.',
  trend: 'Days of use in the last two weeks against the two before.',
  fit: 'What kind of customer it is, by the rules below.',
  headroom: 'How near its meters are to their limits, and how soon they get there.',
}

/** In the order in which they are told. */
export const partsInOrder = Object.keys(partWords) as ReadinessPart[]

export const silenceWords: Record<NonNullable<LearnedPart['silence']>, string> = {
  same_everywhere: 'The same for every account',
  speaks_against: 'Those who bought had less of it',
}

/** Why nothing can be learned yet, and what it takes. */
export function refusalInWords({ reason, has, needs }: NotLearned): string {
  switch (reason) {
    case 'short_history':
      return `Too little history. It takes ${needs} looks back, two weeks apart and with four weeks before the first; there ${has === 1 ? 'is' : 'are'} ${has}.`
    case 'few_conversions':
      return `Too few conversions. It takes ${needs} within two weeks of a look; there ${has === 1 ? 'is' : 'are'} ${has}.`
    case 'few_to_judge_by':
      return `Too few recent conversions to judge by. It takes ${needs}; there ${has === 1 ? 'is' : 'are'} ${has}.`
    case 'nothing_tells':
      return 'No part tells who buys: accounts that bought had no more of any of them than the others.'
    default:
      return reason satisfies never
  }
}

/** How much better it puts accounts in order. */
export function orderInWords({ auc, validation }: Learned): string {
  const of = `${counted(validation.conversions, 'conversion')} that it was not learned from`
  if (auc.learned === null || auc.present === null)
    return `There is nothing to compare by in ${of}.`
  const [learned, present] = [auc.learned, auc.present].map((one) => shareInWords(one, 1))
  const verdict =
    auc.learned > auc.present + 0.01
      ? 'Better'
      : auc.learned < auc.present - 0.01
        ? 'Worse'
        : 'No better'
  return `${verdict} than the weights of now: by ${of}, it puts the account that bought before one that did not in ${learned} of all pairs; the weights of now in ${present}. Chance is 50%.`
}
