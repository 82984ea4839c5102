/** Who may see it at all: conditions on who they are and where they are. */
import { useEffect } from 'preact/hooks'
import { Faults } from '../../component/form/Field.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { conditionOf, type Group, mostRows, rowsIn, treeOf } from '../../model/editor/audience.ts'
import { conditionInWords } from '../../words/condition.ts'
import { AudienceGroup } from './AudienceGroup.tsx'
import { KeptCondition } from './KeptCondition.tsx'
import { Section, type SectionProps } from './Section.tsx'

export const AudienceSection = ({ editor, issues }: SectionProps) => {
  const { accounts } = useWorkspace()
  const { toasts } = useConsole()
  const { audience } = editor.draft.value
  // For the names of traits that accounts have.
  useEffect(() => void accounts.search.load(60_000), [accounts])
  const tree = treeOf(audience)
  const set = (next: Group) => {
    const before = editor.draft.peek()
    const condition = conditionOf(next)
    if (condition) editor.set('audience', condition)
    else editor.clear('audience')
    if (!tree || rowsIn(tree) - rowsIn(next) < 2) return
    toasts.say('A group of conditions is removed', {
      label: 'Undo',
      run: () => editor.restore(before),
    })
  }
  return (
    <Section title="Audience" words="Who may see it at all, and on which pages and devices.">
      {tree ? (
        <>
          {tree.nodes.length === 0 && (
            <p class="hint">
              Everyone. Add a condition to be choosy: only people who may buy, only one plan, only
              the pricing page.
            </p>
          )}
          <AudienceGroup
            path="audience"
            number=""
            group={tree}
            issues={issues}
            hasRoom={rowsIn(tree) < mostRows}
            onChange={set}
          />
          {audience && rowsIn(tree) > 2 && (
            <p class="hint">Only where {conditionInWords(audience)}.</p>
          )}
        </>
      ) : (
        <KeptCondition condition={audience} />
      )}
      <Faults path="audience" issues={issues.filter(({ path }) => path === 'audience')} />
    </Section>
  )
}
