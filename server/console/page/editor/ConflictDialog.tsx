/** Somebody else saved meanwhile: theirs beside yours, field by field. */
import { useId } from 'preact/hooks'
import type { Condition } from '../../../../shared/trigger.ts'
import { Button } from '../../component/Button.tsx'
import { useConsole } from '../../component/context.tsx'
import { Dialog } from '../../component/Dialog.tsx'
import { Time } from '../../component/Time.tsx'
import { type Difference, firstChoice, type Side } from '../../model/editor/conflict.ts'
import type { Conflict, Editor } from '../../model/editor/editor.ts'
import { conditionInWords } from '../../words/condition.ts'
import { pathInWords } from '../../words/path.ts'
import { durationInWords } from '../../words/time.ts'

type Props = { editor: Editor; conflict: Conflict }

export const ConflictDialog = ({ editor, conflict }: Props) => {
  const { toasts } = useConsole()
  const { theirs, differences, choices } = conflict
  const settle = async () => {
    const publish = editor.settle()
    const outcome = await editor.save(publish)
    if (outcome === 'saved')
      toasts.say(publish ? 'Published with both changes' : 'Saved with both changes')
  }
  return (
    <Dialog title="Somebody else saved this nudge" onClose={editor.leaveConflict}>
      <p class="muted">
        They saved <Time at={theirs.updatedAt} />. Choose for each difference; what only one of you
        changed is chosen already.
      </p>
      <div class="stack">
        {differences.length === 0 && <p>Both versions say the same.</p>}
        {differences.map((difference) => (
          <Choice
            key={difference.path}
            difference={difference}
            side={choices[difference.path] ?? firstChoice(difference)}
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

type ChoiceProps = { difference: Difference; side: Side; onChoose(side: Side): void }

const Choice = ({ difference, side, onChoose }: ChoiceProps) => {
  const name = useId()
  return (
    <fieldset class="choice">
      <legend class="field-label">
        {pathInWords(difference.path)}
        {difference.changedBy === 'both' && <span class="badge brim plain">Both changed it</span>}
      </legend>
      {(['theirs', 'yours'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={side === one} onChange={() => onChoose(one)} />
          <span>
            <span class="muted small">{one === 'yours' ? 'Yours' : 'Theirs'}</span>
            <span class="choice-text">{textOf(difference[one], difference.path)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function textOf(value: unknown, path: string): string {
  if (path === 'audience') return value ? conditionInWords(value as Condition) : 'Everyone'
  if (value === undefined) return 'Not there'
  if (typeof value === 'string') {
    return /(every|snooze|offerLasts)$/.test(path) ? durationInWords(value) : value || 'Empty'
  }
  if (Array.isArray(value) && value.every((line) => typeof line === 'string')) {
    return value.join('\n') || 'Empty'
  }
  return JSON.stringify(value)
}
