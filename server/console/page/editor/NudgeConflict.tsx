/** Somebody else saved meanwhile: theirs beside yours, field by field. */
import { useWorkspace } from '../../component/frame/context.tsx'
import { Pieces } from '../../component/mark/Pieces.tsx'
import type { Conflict } from '../../model/definitions/conflict.ts'
import type { Difference, Side } from '../../model/editor/conflict.ts'
import type { Editor } from '../../model/editor/editor.ts'
import { piecesOf } from '../../model/versions/word-diff.ts'
import { pathInWords } from '../../words/path.ts'
import { valueInWords } from '../../words/value.ts'
import { ConflictDialog } from '../publish/ConflictDialog.tsx'

type Props = { editor: Editor; conflict: Conflict<'nudge'> }

export const NudgeConflict = ({ editor, conflict }: Props) => (
  <ConflictDialog
    noun="nudge"
    editor={editor}
    conflict={conflict}
    legend={(difference) => <Legend difference={difference} />}
    tell={(difference, side) => <Told difference={difference} side={side} />}
  />
)

const Legend = ({ difference: { path, changedBy } }: { difference: Difference }) => (
  <>
    {pathInWords(path)}
    {changedBy === 'both' && <span class="badge brim plain">Both changed it</span>}
  </>
)

/** Words are set against those that both began with, as far as anything is left of these. */
const Told = ({ difference, side }: { difference: Difference; side: Side }) => {
  const nameOf = useWorkspace().nudges.nameOf.value
  const { path, base, ...sides } = difference
  const value = sides[side]
  if (typeof base === 'string' && typeof value === 'string' && /(^|\.)copy\./.test(path)) {
    const pieces = piecesOf(base, value)
    const isRelated = pieces.some(({ kind, text }) => kind === 'same' && /\p{L}/u.test(text))
    if (isRelated) return <Pieces pieces={pieces} />
  }
  return <>{valueInWords(path, value, nameOf) ?? missing(path)}</>
}

const missing = (path: string) => (path === 'audience' ? 'Everyone' : 'Not there')
