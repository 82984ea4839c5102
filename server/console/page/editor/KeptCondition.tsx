import type { Condition } from '../../../../shared/definition/trigger.ts'
import { Icon } from '../../component/mark/Icon.tsx'
import { conditionInWords } from '../../words/condition.ts'

/** A condition that rows cannot say: told, and left alone. */
export const KeptCondition = ({ condition }: { condition: Condition | undefined }) => (
  <div class="kept">
    {condition && <p>Only where {conditionInWords(condition)}.</p>}
    <p class="hint">
      <Icon name="key" size={14} />
      These conditions were made through the API and don’t fit into rows. They are kept as they are.
    </p>
  </div>
)
