import { numberInWords } from '../../../../shared/words/number.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import type { PlayRecord } from '../../model/play/plays.ts'
import { pathTo } from '../../router.ts'
import { playInWords, votedInWords, worthInWords } from '../../words/play.ts'
import { DefinitionMenu } from '../publish/DefinitionMenu.tsx'
import { StatusOf } from '../publish/StatusOf.tsx'
import { usePlayNames } from './use-play-names.ts'

export const PlayRow = ({ record }: { record: PlayRecord }) => {
  const { plays } = useWorkspace()
  const names = usePlayNames()
  const { key, draft } = record
  const figures = plays.figures.data.value?.find((one) => one.play === key) ?? {
    alerts: 0,
    waiting: 0,
    digest: 0,
    voted: 0,
    worth: 0,
  }
  const open = figures.waiting + figures.digest
  return (
    <li class="row linked play-row">
      <span class="row-words">
        <Link class="row-link row-title" to={pathTo('play', key)}>
          {draft.name}
        </Link>
        <span class="muted small">{playInWords(draft, names)}</span>
        {!draft.stops && (
          <span class="row-sub">
            <span>Plays below it are looked at as well</span>
          </span>
        )}
      </span>
      <StatusOf kind="play" record={record} isUnsaved={plays.unsaved.value.includes(key)} />
      <span class="figure">
        <strong>{plays.figures.data.value ? numberInWords(figures.alerts) : '–'}</strong>
        <span>
          {figures.alerts === 1 ? 'alert' : 'alerts'}
          {open > 0 && `, ${numberInWords(open)} to come`}
        </span>
      </span>
      <span class="figure">
        <strong>{worthInWords(figures)}</strong>
        <span>{votedInWords(figures)}</span>
      </span>
      <DefinitionMenu kind="play" record={record} label={`More: ${draft.name}`} place="end" />
    </li>
  )
}
