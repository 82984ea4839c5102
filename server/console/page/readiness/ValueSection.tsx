/** How much it matters what an account is worth. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import type { ReadinessProps } from './WeightsSection.tsx'

export const ValueSection = ({ readiness, model }: ReadinessProps) => {
  const { value } = model
  const issues: Issue[] = issuesAt(readiness.issues.value, 'value')
  const percent = Math.round(value.share * 1000) / 10
  return (
    <Section
      title="Value"
      words="Of two accounts that are as ready, the one that is worth more comes first. On a log scale: from 10 to 100 is as much as from 100 to 1,000."
    >
      <div class="sentence">
        An account that pays nothing counts
        <NumberInput
          path="value.share"
          issues={issuesAt(issues, 'value.share')}
          min={0}
          max={90}
          label="Percent that it counts less"
          value={percent}
          onChange={(next) => readiness.set({ ...model, value: { ...value, share: next / 100 } })}
        />
        % less than one whose trait <code>mrr</code> is
        <NumberInput
          path="value.full"
          issues={issuesAt(issues, 'value.full')}
          min={1}
          step="any"
          isWide
          label="MRR that counts in full"
          value={value.full}
          onChange={(full) => readiness.set({ ...model, value: { ...value, full } })}
        />
        or more.
      </div>
      <FaultsWithin path="value" issues={issues} />
      <p class="hint">
        In the unit in which you send it. Where <code>mrr</code> is not known, the tier of its plan
        stands for it.
      </p>
    </Section>
  )
}
