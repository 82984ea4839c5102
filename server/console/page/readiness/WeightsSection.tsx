/** How much each part counts. */
import type { ReadinessModel } from '../../../../shared/account/readiness.ts'
import { shareInWords } from '../../../../shared/words/number.ts'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { fieldId } from '../../component/form/Field.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { Readiness } from '../../model/account/readiness.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { partHints, partsInOrder, partWords } from '../../words/readiness.ts'
import { Section } from '../editor/Section.tsx'

export type ReadinessProps = { readiness: Readiness; model: ReadinessModel }

export const WeightsSection = ({ readiness, model }: ReadinessProps) => {
  const { weights, fit, learnedAt } = model
  const issues = issuesAt(readiness.issues.value, 'weights')
  // Without a rule fit tells nobody apart, and the others share its weight.
  const counts = { ...weights, fit: fit.length > 0 ? weights.fit : 0 }
  const total = partsInOrder.reduce((sum, part) => sum + (counts[part] || 0), 0)
  return (
    <Section
      title="Weights"
      words="How much each part counts beside the others."
      aside={
        learnedAt !== null && (
          <span class="muted small">
            learned <Time at={learnedAt} />
          </span>
        )
      }
    >
      <ul class="readiness-weights">
        {partsInOrder.map((part) => (
          <li key={part}>
            <div>
              <label for={fieldId(`weights.${part}`)}>{partWords[part]}</label>
              <p class="hint">
                {part === 'fit' && fit.length === 0
                  ? 'Counts nothing before there is a rule below.'
                  : partHints[part]}
              </p>
            </div>
            <NumberInput
              path={`weights.${part}`}
              issues={issuesAt(issues, `weights.${part}`)}
              min={0}
              max={100}
              step="any"
              value={weights[part]}
              onChange={(weight) => readiness.setWeights({ ...weights, [part]: weight })}
            />
            <span class="number muted readiness-share">{shareInWords(counts[part], total)}</span>
          </li>
        ))}
      </ul>
      <FaultsWithin path="weights" issues={issues} />
    </Section>
  )
}
