/** Who published or will publish, and when, as people say it. */
import type { Author, DefinitionStatus } from '../../../shared/definition/definition.ts'
import type { Forecast } from '../../../shared/definition/lint.ts'
import { counted, numberInWords, shareInWords } from '../../../shared/words/number.ts'

/** Within a sentence: "by Ana", "by the key “CI”". */
export function authorInWords(author: Author | null): string {
  if (!author) return 'somebody'
  switch (author.kind) {
    case 'person':
      return author.name ?? 'somebody'
    case 'key':
      return `the key “${author.name ?? author.id}”`
    case 'unknown':
      return 'somebody who is not known here'
    default:
      return author.kind satisfies never
  }
}

/** Right after it was published. */
export function publishedInWords(status: DefinitionStatus): string {
  switch (status) {
    case 'live':
      return 'Published: it is live now'
    case 'counting':
      return 'Published: it is live as soon as it has counted what was before'
    case 'paused':
      return 'Published, but it is paused'
    case 'draft':
      return 'The draft is saved'
    case 'archived':
      return 'It is archived'
    default:
      return status satisfies never
  }
}

/** What the last days of history say, in a line. */
export function forecastInWords({ audience, days, moments, prompts }: Forecast): string {
  const history = days === 1 ? 'the last day' : `the last ${days} days`
  if (moments === 0) return `Nobody was at this place in ${history}, so there is nothing to count.`
  const perDay = prompts / days
  const often = perDay >= 1 ? `about ${numberInWords(Math.round(perDay))} a day` : rarely(perDay)
  const who =
    audience.of === 0
      ? ''
      : ` ${numberInWords(audience.matching)} of ${counted(audience.of, 'account')} (${shareInWords(audience.matching, audience.of)}) ${audience.matching === 1 ? 'is' : 'are'} in the audience now.`
  return `In ${history} it would have been shown ${counted(prompts, 'time')}, ${often}.${who}`
}

function rarely(perDay: number): string {
  if (perDay === 0) return 'never'
  return perDay * 7 >= 1 ? `about ${Math.round(perDay * 7)} a week` : 'less than once a week'
}
