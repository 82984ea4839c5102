/** How something that is authored stands, in its row: live or not, waiting for its time, changed. */
import type { DefinitionKind, DefinitionRecord } from '../../../../shared/definition/definition.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import { Until } from '../../component/mark/Time.tsx'
import { hasUnpublished } from '../../model/nudge/nudges.ts'
import { placeOf } from '../../model/publishing/publications.ts'

type Props = { kind: DefinitionKind; record: DefinitionRecord; isUnsaved: boolean }

export const StatusOf = ({ kind, record, isUnsaved }: Props) => {
  const { publications } = useWorkspace()
  const publication = publications.byPlace.value.get(placeOf(kind, record.key))
  return (
    <span class="row-status">
      <StatusBadge kind={kind} status={record.status} />
      {publication?.failure && <span class="badge alarm plain">Could not be published</span>}
      {publication && !publication.failure && (
        <span class="badge plain">
          Publishes <Until at={publication.at} />
        </span>
      )}
      {isUnsaved && <span class="badge brim plain">Unsaved</span>}
      {!isUnsaved && hasUnpublished(record) && (
        <span class="badge fill plain">Unpublished changes</span>
      )}
    </span>
  )
}
