/** Which feature, meter or topic: what a property says, or always the same. */

import type { NamedBy } from '../../../../shared/event/source.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { issuesAt } from '../../model/editor/issues.ts'

type Props = {
  path: string
  what: 'feature' | 'meter' | 'topic'
  by: NamedBy
  issues: readonly Issue[]
  known: readonly string[]
  onChange(by: NamedBy): void
}

export const NamedByFields = ({ path, what, by, issues, known, onChange }: Props) => {
  const kind = 'property' in by ? 'property' : 'value'
  return (
    <>
      <ChoiceOf
        label={`How the ${what} is named`}
        value={kind}
        options={{ property: `with the ${what} in`, value: `of the ${what}` }}
        onChange={(next) => onChange(next === 'property' ? { property: what } : { value: '' })}
      />
      <Suggested
        path={`${path}.${kind}`}
        issues={issuesAt(issues, `${path}.${kind}`)}
        label={'property' in by ? `Property with the ${what}` : `The ${what}`}
        placeholder={what}
        value={'property' in by ? by.property : by.value}
        known={'property' in by ? known : []}
        onChange={(text) => onChange('property' in by ? { property: text } : { value: text })}
      />
    </>
  )
}
