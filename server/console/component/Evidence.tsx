/** What a condition saw, leaf by leaf. */
import type { Evidence as Leaf } from '../../../shared/signal.ts'
import { comparisonInWords, valueInWords } from '../words/operator.ts'
import { Icon } from './Icon.tsx'

export const EvidenceLine = ({ leaf }: { leaf: Leaf }) => (
  <span>
    {leaf.what}: {valueInWords(leaf.value)}
  </span>
)

export const Evidence = ({ leaves }: { leaves: readonly Leaf[] }) => (
  <ul class="evidence">
    {leaves.map((leaf) => (
      <li key={leaf.path} class={leaf.verdict === 'true' ? 'passed' : 'failed'}>
        <Icon name={leaf.verdict === 'true' ? 'check' : 'cross'} size={14} />
        <span>
          {leaf.what}
          <span class="muted">, {comparisonInWords(leaf.operator, leaf.threshold)}</span>
        </span>
        <strong class="number">
          {leaf.verdict === 'missing' ? 'not known' : valueInWords(leaf.value)}
        </strong>
      </li>
    ))}
  </ul>
)
