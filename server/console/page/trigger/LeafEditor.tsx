/** One condition: what is measured or known, how it compares, and of how many accounts it is true. */
import type { ComponentChildren } from 'preact'
import { numberInWords } from '../../../../shared/words/number.ts'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Editable } from '../../component/form/Editable.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import {
  asKind,
  compared,
  kindOf,
  type Leaf,
  type MeasureKind,
  thresholdOf,
  usualComparison,
} from '../../model/trigger/measure.ts'
import type { Replaying } from '../../model/trigger/replaying.ts'
import { changeAt } from '../../model/trigger/tree.ts'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { kindWords } from '../../words/trigger.ts'
import { ComparisonFields } from './ComparisonFields.tsx'
import { MeasureFields } from './MeasureFields.tsx'
import { TraitFields } from './TraitFields.tsx'

type Props = {
  editor: TriggerEditor
  replaying: Replaying
  path: string
  leaf: Leaf
  tools: ComponentChildren
}

const kinds = { ...kindWords, trait: 'What is known of them' }
type Kind = keyof typeof kinds

export const LeafEditor = ({ editor, replaying, path, leaf, tools }: Props) => {
  const issues = issuesAt(editor.issues.value, path)
  const set = (next: Leaf) => {
    const when = changeAt(editor.draft.value.when, path, () => next)
    if (when) editor.setWhen(when)
  }
  const kind: Kind = 'trait' in leaf ? 'trait' : kindOf(leaf.measure)
  const become = (next: Kind) => {
    if (next === kind) return
    if (next === 'trait') set({ trait: 'account.plan', eq: 'free' })
    else {
      const measure = 'measure' in leaf ? leaf.measure : { age: { of: 'account' as const } }
      set({ measure: asKind(measure, next as MeasureKind), ...usualComparison[next] })
    }
  }
  return (
    <>
      <div class="line leaf-head">
        <Editable needs="author">
          <ChoiceOf label="What it looks at" value={kind} options={kinds} onChange={become} />
        </Editable>
        <span class="push">{tools}</span>
      </div>
      <div class="leaf-words">
        <Editable needs="author">
          {'trait' in leaf ? (
            <TraitFields path={path} leaf={leaf} issues={issues} onChange={set} />
          ) : (
            <MeasureFields
              path={`${path}.measure`}
              measure={leaf.measure}
              issues={issues}
              onChange={(measure) => set({ ...leaf, measure })}
            />
          )}
        </Editable>
        <ComparisonFields
          path={path}
          leaf={leaf}
          issues={issues}
          onChange={(comparison) => set(compared(leaf, comparison))}
        />
      </div>
      <FaultsWithin path={path} issues={issues} />
      <div class="line leaf-foot">
        <Meeting replaying={replaying} path={path} />
        {thresholdOf(leaf) && (
          <label class="check push small">
            <input
              type="radio"
              name="turned"
              checked={replaying.path.value === path}
              onChange={() => replaying.choose(path)}
            />
            Turn this one in the replay
          </label>
        )}
      </div>
    </>
  )
}

const Meeting = ({ replaying, path }: { replaying: Replaying; path: string }) => {
  const report = replaying.report.value
  const leaf = report?.meeting.leaves.find((one) => one.path === path)
  if (!report || !leaf) return <span class="muted small">Counting accounts…</span>
  const { accounts, missing } = leaf
  const unknown = missing > 0 ? `, not known of ${numberInWords(missing)}` : ''
  return (
    <span class={replaying.isRunning.value ? 'muted small old' : 'muted small'}>
      True of <strong>{numberInWords(accounts)}</strong> of {numberInWords(report.accounts)}{' '}
      accounts now{unknown}
    </span>
  )
}
