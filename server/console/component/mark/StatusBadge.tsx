import type { DefinitionKind, DefinitionStatus } from '../../../../shared/definition/definition.ts'
import { statusInWords } from '../../words/nudge.ts'

type Props = { kind: DefinitionKind; status: DefinitionStatus }

export const StatusBadge = ({ kind, status }: Props) => {
  const { text, tone } = statusInWords(status, kind)
  return <span class={`badge ${tone}`}>{text}</span>
}
