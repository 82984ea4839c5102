/** Somebody else changed the same settings meanwhile: theirs beside yours, place by place. */
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import type { Edited } from '../../component/form/SaveActions.tsx'
import { SideChoice } from '../../component/form/SideChoice.tsx'
import { showIssues } from '../../component/form/show-issues.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { createSettingsConflict } from '../../model/settings/settings-conflict.ts'
import { pathInWords } from '../../words/path.ts'
import { valueInSettings } from '../../words/settings.ts'

type Choosing = Pick<
  ReturnType<typeof createSettingsConflict>,
  'conflict' | 'choose' | 'leaveConflict'
>

type Props = { of: Edited & Choosing & { settle(): Promise<void> } }

/** Nothing while there is no conflict. */
export const ConflictDialog = ({ of }: Props) => {
  const { destinations } = useWorkspace()
  const nameOf = (id: string) => destinations.find(id)?.name ?? id
  if (!of.conflict.value) return null
  const { words, differences, choices } = of.conflict.value
  const settle = async () => {
    await of.settle()
    if (of.issues.peek().length > 0) showIssues()
  }
  return (
    <Dialog title="Changed meanwhile" onClose={of.leaveConflict}>
      <p class="muted">
        {words}, so nothing was saved. Choose for each difference; what only one of you changed is
        chosen already.
      </p>
      <div class="stack">
        {differences.map((difference) => (
          <SideChoice
            key={difference.path}
            difference={difference}
            side={choices[difference.path]}
            legend={pathInWords(difference.path)}
            tell={(side) => valueInSettings(difference.path, difference[side], nameOf)}
            onChoose={(side) => of.choose(difference.path, side)}
          />
        ))}
      </div>
      <div class="dialog-foot">
        <Button onClick={of.leaveConflict}>Back to editing</Button>
        <Button tone="primary" onClick={() => void settle()}>
          Save this
        </Button>
      </div>
    </Dialog>
  )
}
