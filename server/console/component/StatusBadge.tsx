import type { DefinitionStatus } from '../../../shared/definition.ts'
import { statusInWords } from '../words/nudge.ts'

export const StatusBadge = ({ status }: { status: DefinitionStatus }) => {
  const { text, tone } = statusInWords(status)
  return <span class={`badge ${tone}`}>{text}</span>
}
