/** What these results cannot tell. */
import type { Results } from '../../../../shared/results/results.ts'
import { counted } from '../../../../shared/words/number.ts'

export const Unknown = ({ results: { erasedConversions, rows, by } }: { results: Results }) => {
  const isCut = by === 'locale' || by === 'plan' || by === 'device'
  const notKnown = isCut ? rows.find((row) => row.key === null) : undefined
  if (erasedConversions === 0 && !notKnown) return null
  return (
    <ul class="results-sentences muted small">
      {erasedConversions > 0 && (
        <li>
          {counted(erasedConversions, 'purchase')} of these days can no longer be told by the prompt
          that led there, because who made {erasedConversions === 1 ? 'it' : 'them'} was erased.
          What they were shown and did is still counted.
        </li>
      )}
      {notKnown && (
        <li>
          “Not known” is what nobody said at the time of showing, or what was shown before Brim kept
          it.
        </li>
      )}
    </ul>
  )
}
