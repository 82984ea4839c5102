/** How far a meter has come, for a prompt to show. */
import type { PromptUsage } from '../../../shared/decision/prompt.ts'
import type { Reading } from '../facts.ts'
import { numberFormat } from './formatters.ts'
import { usageIn } from './labels.ts'

/** `unit`: what is counted, in the words of `locale`. */
export function usageOf(
  meter: string,
  { used, limit }: Pick<Reading, 'used' | 'limit'>,
  { unit, locale }: { unit: string; locale: string },
): PromptUsage {
  const format = numberFormat(locale).format
  const text = usageIn(locale, {
    used: format(used),
    limit: limit === null ? null : format(limit),
    unit,
  })
  return { meter, used, limit, text }
}
