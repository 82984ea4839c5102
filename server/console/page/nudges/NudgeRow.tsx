import { enough, numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { FormatGlyph } from '../../component/mark/FormatGlyph.tsx'
import type { NudgeRecord } from '../../model/nudge/nudges.ts'
import { formatWords, placementInWords } from '../../words/nudge.ts'
import { DefinitionMenu } from '../publish/DefinitionMenu.tsx'
import { StatusOf } from '../publish/StatusOf.tsx'

export const NudgeRow = ({ record }: { record: NudgeRecord }) => {
  const { nudges, overview, editors } = useWorkspace()
  const { key, draft } = record
  const result = overview.results.value.get(key)
  const { shown = 0, clicked = 0 } = result ?? {}
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
          {draft.trigger && <span>{nudges.nameOf.value('trigger', draft.trigger)}</span>}
          <span>{nudges.nameOf.value('offer', draft.offer)}</span>
        </span>
      </span>
      <StatusOf kind="nudge" record={record} isUnsaved={editors.unsaved.value.includes(key)} />
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
      <DefinitionMenu
        kind="nudge"
        record={record}
        label={`More for “${draft.name}”`}
        size="small"
      />
    </li>
  )
}
