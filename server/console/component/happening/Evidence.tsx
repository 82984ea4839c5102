/** What a condition saw, leaf by leaf. */

import type { Evidence as Leaf } from '../../../../shared/account/signal.ts'
import { measureInWords, seenInWords, valueSeenInWords } from '../../../../shared/words/evidence.ts'
import { comparisonInWords } from '../../../../shared/words/operator.ts'
import { Icon } from '../mark/Icon.tsx'

export const EvidenceLine = ({ leaf }: { leaf: Leaf }) => (
  <span>
    {measureInWords(leaf)}: {valueSeenInWords(leaf)}
  </span>
)

export const Evidence = ({ leaves }: { leaves: readonly Leaf[] }) => (
  <ul class="evidence">
    {leaves.map((leaf) => (
      <li key={leaf.path} class={leaf.verdict === 'true' ? 'passed' : 'failed'}>
        <Icon name={leaf.verdict === 'true' ? 'check' : 'cross'} size={14} />
        <span>
          {measureInWords(leaf)}
          <span class="muted">, {wantedInWords(leaf)}</span>
        </span>
        <strong class="number">
          {leaf.verdict === 'missing' ? 'not known' : valueSeenInWords(leaf)}
        </strong>
      </li>
    ))}
  </ul>
)

function wantedInWords({ unit, operator, threshold }: Leaf): string {
  const isNumber = typeof threshold === 'number'
  return comparisonInWords(operator, isNumber ? seenInWords(unit, threshold) : threshold)
}
