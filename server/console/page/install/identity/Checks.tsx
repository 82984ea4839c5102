/** What the tokens of the last day turned out to be. */
import { type Verdict, verdicts, verdictWords } from '../../../../../shared/protocol/identity.ts'
import { counted, numberInWords, shareInWords } from '../../../../../shared/words/number.ts'
import { useWorkspace } from '../../../component/frame/context.tsx'
import { verdictNames } from '../../../words/identity.ts'

export const Checks = () => {
  const { identity } = useWorkspace()
  const total = identity.checked.value
  const checks = identity.state.data.value?.checks ?? {}
  if (total === 0) return <p class="muted small">No page has asked in the last 24 hours.</p>
  const came = verdicts
    .map((verdict) => ({ verdict, count: checks[verdict] ?? 0 }))
    .filter((one) => one.count > 0)
  const faults = came.filter((one) => one.verdict !== 'valid').toSorted((a, b) => b.count - a.count)
  return (
    <div class="identity-checks">
      <p class="small">
        <strong>{shareInWords(checks.valid ?? 0, total)} valid</strong>{' '}
        <span class="muted">of {counted(total, 'request')} in the last 24 hours</span>
      </p>
      <div class="identity-bar" aria-hidden="true">
        <span style={{ width: `${((checks.valid ?? 0) / total) * 100}%` }} />
      </div>
      {faults.length > 0 && (
        <dl class="identity-faults">
          {faults.map(({ verdict, count }) => (
            <Fault key={verdict} verdict={verdict} count={count} />
          ))}
        </dl>
      )}
    </div>
  )
}

const Fault = ({ verdict, count }: { verdict: Verdict; count: number }) => (
  <div>
    <dt>
      {verdictNames[verdict]} <span class="muted">{numberInWords(count)}</span>
    </dt>
    <dd class="hint">{verdictWords[verdict]}</dd>
  </div>
)
