/** One attempt: whether it was taken, how long that took, and what was answered. */
import type { Attempt } from '../../../../shared/destination/destination.ts'
import { Icon } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { attemptInWords, tookInWords } from '../../words/destination.ts'

export const AttemptView = ({ attempt }: { attempt: Attempt }) => {
  const isTaken = attempt.outcome === 'delivered'
  return (
    <div class={isTaken ? 'attempt taken' : 'attempt'}>
      <p class="attempt-head">
        <Icon name={isTaken ? 'check' : 'cross'} size={14} />
        <strong>{attemptInWords(attempt)}</strong>
        <span class="muted">
          <Time at={attempt.at} />, {tookInWords(attempt.tookMs)}
        </span>
      </p>
      {attempt.note !== null && <p class="small">{attempt.note}.</p>}
      {attempt.answer !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre class="code wrap attempt-answer" tabIndex={0}>
          {attempt.answer}
        </pre>
      )}
    </div>
  )
}
