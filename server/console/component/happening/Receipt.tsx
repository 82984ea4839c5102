/** Why this and not that: each candidate's ladder of gates, in words. */
import type {
  Candidate,
  DecisionRecord,
  Receipt as ReceiptOf,
  Verdict,
} from '../../../../shared/decision/decision.ts'
import { plainly } from '../../../../shared/words/evidence.ts'
import { gateTitle, measureInWords, verdictInWords } from '../../../../shared/words/gate.ts'
import { localeInWords } from '../../../../shared/words/locale.ts'
import { reasonInWords } from '../../../../shared/words/reason.ts'
import { placementInWords } from '../../words/nudge.ts'
import { useWorkspace } from '../frame/context.tsx'
import { Icon } from '../mark/Icon.tsx'
import { Evidence } from './Evidence.tsx'

export const Receipt = ({ record }: { record: DecisionRecord }) => (
  <Candidates receipt={record.receipt} />
)

/** `isClosed`: of many, none is opened by itself. */
export const Candidates = ({ receipt, isClosed }: { receipt: ReceiptOf; isClosed?: boolean }) => {
  const { candidates, winner, ghost } = receipt
  if (candidates.length === 0) {
    return <p class="muted">No nudge is made for this placement, so there was nothing to weigh.</p>
  }
  const sorted = candidates.toSorted((a, b) => passedGates(b) - passedGates(a))
  return (
    <ul class="candidates">
      {sorted.map((candidate, at) => (
        <li key={candidate.nudge}>
          <Ladder
            candidate={candidate}
            isWinner={candidate.nudge === winner}
            isGhost={candidate.nudge === ghost}
            isOpen={!isClosed && at === 0 && sorted.length < 4}
          />
        </li>
      ))}
    </ul>
  )
}

const firstFailed = ({ verdicts }: Pick<Candidate, 'verdicts'>) =>
  verdicts.findIndex((verdict) => !verdict.passed)
const passedGates = (candidate: Candidate) => {
  const at = firstFailed(candidate)
  return at < 0 ? candidate.verdicts.length : at
}

type Props = { candidate: Candidate; isWinner: boolean; isGhost: boolean; isOpen: boolean }

const Ladder = ({ candidate, isWinner, isGhost, isOpen }: Props) => {
  const { nudges } = useWorkspace()
  const { nudge, verdicts, reason, nearest } = candidate
  const name = nudges.nameOf.value('nudge', nudge)
  return (
    <details class="candidate" open={isOpen}>
      <summary>
        <span class={isWinner ? 'candidate-mark won' : 'candidate-mark'}>
          <Icon name={isWinner ? 'check' : 'cross'} size={13} />
        </span>
        <span class="row-words">
          <span class="row-title">{name}</span>
          <span class="muted small">
            {isWinner ? 'Chosen' : isGhost ? ghostWords : reasonInWords(reason ?? '')}
          </span>
        </span>
        <span class="chevron">
          <Icon name="chevron" size={14} />
        </span>
      </summary>
      {nearest && (
        <p class="nearest">
          <Icon name="signal" size={14} />
          <span>
            <strong>What would have let it through:</strong> {plainly(nearest)}
          </span>
        </p>
      )}
      <Rungs verdicts={verdicts} />
    </details>
  )
}

export const Rungs = ({ verdicts }: Pick<Candidate, 'verdicts'>) => {
  const stop = firstFailed({ verdicts })
  return (
    <ol class="ladder">
      {verdicts.map((verdict, at) => (
        <Rung
          key={verdict.gate}
          verdict={verdict}
          isStop={at === stop}
          isAfter={stop >= 0 && at > stop}
        />
      ))}
    </ol>
  )
}

const ghostWords = 'Would have been chosen, but is withheld as a control'

type RungProps = { verdict: Verdict; isStop: boolean; isAfter: boolean }

const Rung = ({ verdict, isStop, isAfter }: RungProps) => {
  const name = useName(verdict)
  const measure = name ?? measureInWords(verdict)
  const state = verdict.passed ? 'passed' : 'failed'
  return (
    <li class={`rung ${state} ${isStop ? 'stop' : ''} ${isAfter ? 'after' : ''}`}>
      <span class="rung-mark">
        <Icon name={verdict.passed ? 'check' : 'cross'} size={12} />
        <span class="visually-hidden">{verdict.passed ? 'Passed' : 'Failed'}</span>
      </span>
      <div class="rung-words">
        <span class="rung-title">{gateTitle(verdict.gate)}</span>
        <span>{verdictInWords(verdict)}</span>
        {measure && <span class="number muted">{measure}</span>}
      </div>
      {!verdict.passed && verdict.evidence && verdict.evidence.length > 0 && (
        <Evidence leaves={verdict.evidence} />
      )}
    </li>
  )
}

/** What a gate names by its key. */
function useName({ gate, passed, value }: Verdict): string | undefined {
  const { nudges } = useWorkspace()
  if (typeof value !== 'string') return undefined
  if (gate === 'experiment') return `Arm “${value}”`
  if (!passed) return undefined
  if (gate === 'placement') return placementInWords(value)
  if (gate === 'copy') return localeInWords(value)
  if (gate === 'signal') return nudges.nameOf.value('trigger', value)
  return gate === 'offer' ? nudges.nameOf.value('offer', value) : undefined
}
