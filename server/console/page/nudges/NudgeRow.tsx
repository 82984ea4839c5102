import { enough, numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import { useWorkspace } from '../../component/context.tsx'
import { FormatGlyph } from '../../component/FormatGlyph.tsx'
import { Link } from '../../component/Link.tsx'
import { StatusBadge } from '../../component/StatusBadge.tsx'
import { Until } from '../../component/Time.tsx'
import { hasUnpublished, type NudgeRecord } from '../../model/nudges.ts'
import { formatWords, placementInWords } from '../../words/nudge.ts'
import { RowMenu } from './RowMenu.tsx'

export const NudgeRow = ({ record }: { record: NudgeRecord }) => {
  const { nudges, overview, editors, publications } = useWorkspace()
  const { key, draft } = record
  const result = overview.results.value.get(key)
  const nameIn = (
    list: readonly { key: string; draft: { name: string } }[] | undefined,
    of: string,
  ) => list?.find((one) => one.key === of)?.draft.name ?? of
  const { shown = 0, clicked = 0 } = result ?? {}
  const publication = publications.ofNudges.value.get(key)
  const isUnsaved = editors.unsaved.value.includes(key)
  return (
    <li class="row linked nudge-row">
      <span class="format-glyph">
        <FormatGlyph format={draft.format} />
      </span>
      <span class="row-words">
        <Link class="row-link row-title" to={`/nudges/${key}`}>
          {draft.name}
        </Link>
        <span class="row-sub">
          <span>{formatWords[draft.format]}</span>
          <span>{placementInWords(draft.placement)}</span>
          {draft.trigger && <span>{nameIn(nudges.triggers.data.value, draft.trigger)}</span>}
          <span>{nameIn(nudges.offers.data.value, draft.offer)}</span>
        </span>
      </span>
      <span class="row-status">
        <StatusBadge status={record.status} />
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
      <span class="figure">
        <strong>{numberInWords(shown)}</strong>
        <span>shown</span>
      </span>
      <span class="figure">
        <strong>{numberInWords(clicked)}</strong>
        <span>clicked</span>
      </span>
      <span class="figure rate">
        <strong>{shown < enough ? '–' : shareInWords(clicked, shown)}</strong>
        <span>{shown < enough ? 'too few' : 'rate'}</span>
      </span>
      <RowMenu record={record} />
    </li>
  )
}
