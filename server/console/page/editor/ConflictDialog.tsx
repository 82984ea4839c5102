/** Somebody else saved meanwhile: theirs beside yours, field by field. */
import { Button } from '../../component/Button.tsx'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Dialog } from '../../component/Dialog.tsx'
import { Pieces } from '../../component/Pieces.tsx'
import { SideChoice } from '../../component/SideChoice.tsx'
import { Time } from '../../component/Time.tsx'
import type { Difference, Side } from '../../model/editor/conflict.ts'
import type { Conflict, Editor } from '../../model/editor/editor.ts'
import { piecesOf } from '../../model/versions/word-diff.ts'
import { pathInWords } from '../../words/path.ts'
import { authorInWords } from '../../words/publishing.ts'
import { valueInWords } from '../../words/value.ts'

type Props = { editor: Editor; conflict: Conflict }

export const ConflictDialog = ({ editor, conflict }: Props) => {
  const { toasts } = useConsole()
  const { theirs, by, differences, choices } = conflict
  const settle = async () => {
    const publish = editor.settle()
    const outcome = await editor.save(publish)
    if (outcome === 'saved')
      toasts.say(publish ? 'Published with both changes' : 'Saved with both changes')
  }
  return (
    <Dialog title="Somebody else saved this nudge" onClose={editor.leaveConflict}>
      <p class="muted">
        {capital(authorInWords(by))} saved it <Time at={theirs.updatedAt} />. Choose for each
        difference; what only one of you changed is chosen already.
      </p>
      <div class="stack">
        {differences.length === 0 && (
          <p>
            Both versions say the same. What was done is something else: paused, published or
            scheduled.
          </p>
        )}
        {differences.map((difference) => (
          <SideChoice
            key={difference.path}
            difference={difference}
            side={choices[difference.path]}
            legend={<Legend difference={difference} />}
            tell={(side) => <Told difference={difference} side={side} />}
            onChoose={(side) => editor.choose(difference.path, side)}
          />
        ))}
      </div>
      <div class="dialog-foot">
        <Button onClick={editor.leaveConflict}>Back to editing</Button>
        <Button tone="primary" onClick={settle}>
          {conflict.publish ? 'Publish this' : 'Save this'}
        </Button>
      </div>
    </Dialog>
  )
}

const Legend = ({ difference: { path, changedBy } }: { difference: Difference }) => (
  <>
    {pathInWords(path)}
    {changedBy === 'both' && <span class="badge brim plain">Both changed it</span>}
  </>
)

/** Words are set against those that both began with, as far as anything is left of these. */
const Told = ({ difference, side }: { difference: Difference; side: Side }) => {
  const { nameOf } = useWorkspace().nudges
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

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
