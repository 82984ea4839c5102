/** How the index is reckoned, for whoever wants to know; `shared/results/annoyance.ts` has it in full. */
import { useId } from 'preact/hooks'
import { worstOf } from '../../../../shared/results/annoyance.ts'

export const AnnoyanceNote = () => {
  const id = useId()
  return (
    <>
      <button type="button" class="link results-hint" popovertarget={id}>
        of 100: how it is reckoned
      </button>
      <div id={id} popover="auto" class="results-popover">
        <strong>100 × the worst that each person did, added up ÷ people who were shown it</strong>
        <ul>
          <li>“Never again” counts {worstOf.never}</li>
          <li>Closed within two seconds, too fast for reading, counts {worstOf.closedAtOnce}</li>
          <li>Closed at leisure counts {worstOf.closed}</li>
          <li>“Later”, a click or nothing counts 0</li>
        </ul>
        Each person counts once. 25 is when everybody just closes it.
      </div>
    </>
  )
}
