/** What is known of an account or a person. */

import type { TraitLeaf } from '../../../../shared/definition/trigger.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'

type Props = {
  path: string
  leaf: TraitLeaf
  issues: readonly Issue[]
  onChange(leaf: TraitLeaf): void
}

const whose = { account: 'the account’s', user: 'the person’s' }
type Whose = keyof typeof whose

export const TraitFields = ({ path, leaf, issues, onChange }: Props) => {
  const { triggers } = useWorkspace()
  const dot = leaf.trait.indexOf('.')
  const of = leaf.trait.slice(0, dot) as Whose
  const name = leaf.trait.slice(dot + 1)
  const known = triggers.vocabulary.data.value?.traits[of] ?? []
  return (
    <>
      <ChoiceOf
        label="Whose"
        value={of}
        options={whose}
        onChange={(next) => onChange({ ...leaf, trait: `${next}.${name}` })}
      />
      <Suggested
        path={`${path}.trait`}
        label="Trait"
        placeholder="plan"
        issues={issues.filter((one) => one.path === `${path}.trait`)}
        value={name}
        known={known.map((one) => one.name)}
        onChange={(next) => onChange({ ...leaf, trait: `${of}.${next}` })}
      />
    </>
  )
}
