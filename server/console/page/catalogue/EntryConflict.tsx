/** Somebody else saved meanwhile: theirs beside yours, place by place. */
import { Button } from '../../component/Button.tsx'
import { useConsole } from '../../component/context.tsx'
import { Dialog } from '../../component/Dialog.tsx'
import { SideChoice } from '../../component/SideChoice.tsx'
import { Time } from '../../component/Time.tsx'
import type { EntryConflict as Conflict, Entry } from '../../model/catalogue/entry.ts'
import { placeInCatalogue, valueInCatalogue } from '../../words/difference.ts'

type Props = { entry: Entry; conflict: Conflict }

export const EntryConflict = ({ entry, conflict }: Props) => {
  const { toasts } = useConsole()
  const { theirs, differences, choices } = conflict
  const settle = async () => {
    const publish = entry.settle()
    if ((await entry.save(publish)) === 'saved') {
      toasts.say(publish ? 'Published with both changes' : 'Saved with both changes')
    }
  }
  return (
    <Dialog title={`Somebody else saved this ${entry.kind}`} onClose={entry.leaveConflict}>
      <p class="muted">
        They saved <Time at={theirs.updatedAt} />. Choose for each difference; what only one of you
        changed is chosen already.
      </p>
      <div class="stack">
        {differences.length === 0 && <p>Both versions say the same.</p>}
        {differences.map((one) => (
          <SideChoice
            key={one.path}
            difference={one}
            side={choices[one.path]}
            legend={placeInCatalogue(one.path)}
            tell={(side) => valueInCatalogue(one[side])}
            onChoose={(side) => entry.choose(one.path, side)}
          />
        ))}
      </div>
      <div class="dialog-foot">
        <Button onClick={entry.leaveConflict}>Back to editing</Button>
        <Button tone="primary" onClick={settle}>
          {conflict.publish ? 'Publish this' : 'Save this'}
        </Button>
      </div>
    </Dialog>
  )
}
