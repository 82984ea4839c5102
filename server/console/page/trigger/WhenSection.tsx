/** The condition, part by part: groups of conditions, each of which reads like a sentence. */
import { Button } from '../../component/button/Button.tsx'
import { Menu, MenuItem } from '../../component/button/Menu.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Editable } from '../../component/form/Editable.tsx'
import { Faults } from '../../component/form/Field.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { isLeaf, type MeasureKind, measureKinds, newLeaf } from '../../model/trigger/measure.ts'
import type { Replaying } from '../../model/trigger/replaying.ts'
import {
  addTo,
  changeAt,
  childrenOf,
  groupOf,
  isGroup,
  joinOf,
  negated,
  nodeAt,
  numberOf,
  root,
} from '../../model/trigger/tree.ts'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { kindWords } from '../../words/trigger.ts'
import { Section } from '../editor/Section.tsx'
import { LeafEditor } from './LeafEditor.tsx'

type Props = { editor: TriggerEditor; replaying: Replaying }

const words = 'What has to be true. Each line says how many accounts it is true of now.'

/** Thresholds are for everybody to try: a replay changes nothing. The rest is for who may author. */
export const WhenSection = ({ editor, replaying }: Props) => {
  const isTrying = useRefusal('author') !== null
  return (
    <Section
      title="When"
      needs="read"
      words={isTrying ? `${words} Turn its numbers and see: nothing of it is saved.` : words}
    >
      <NodeEditor editor={editor} replaying={replaying} path={root} depth={0} />
      {!isGroup(editor.draft.value.when) && <Adding editor={editor} path={root} depth={0} />}
      <Faults path={root} issues={editor.issues.value.filter((one) => one.path === root)} />
    </Section>
  )
}

type NodeProps = Props & { path: string; depth: number; isNegated?: boolean }

const NodeEditor = ({ isNegated = false, ...props }: NodeProps) => {
  const { editor, path } = props
  const node = nodeAt(editor.draft.value.when, path)
  if (!node) return null
  if ('not' in node) return <NodeEditor {...props} path={`${path}.not`} isNegated={!isNegated} />
  if (isLeaf(node)) {
    return (
      <fieldset class={isNegated ? 'leaf negated' : 'leaf'}>
        <legend class="visually-hidden">{`Condition ${numberOf(path)}`.trim()}</legend>
        <LeafEditor
          {...props}
          leaf={node}
          tools={<Tools editor={editor} path={path} isNegated={isNegated} />}
        />
      </fieldset>
    )
  }
  return <GroupEditor {...props} isNegated={isNegated} />
}

const joinWords = { all: 'all of these are true', any: 'any of these is true' }

const GroupEditor = ({ isNegated, ...props }: NodeProps) => {
  const { editor, path, depth } = props
  const node = nodeAt(editor.draft.value.when, path)
  if (!node || !isGroup(node)) return null
  const join = joinOf(node)
  return (
    <fieldset class={depth === 0 ? 'group' : 'group nested'}>
      <legend class="visually-hidden">{joinWords[join]}</legend>
      <div class="line group-head">
        <span class="muted">
          {isNegated ? 'It must not be that' : depth === 0 ? 'When' : 'and'}
        </span>
        <Editable needs="author">
          <ChoiceOf
            label="How these are joined"
            value={join}
            options={joinWords}
            onChange={(next) => change(editor, path, () => groupOf(next, childrenOf(node)))}
          />
        </Editable>
        {depth > 0 && (
          <span class="push">
            <Tools editor={editor} path={path} isNegated={isNegated ?? false} />
          </span>
        )}
      </div>
      <ul class="stack tight group-list">
        {childrenOf(node).map((_, at) => (
          <li key={at}>
            <NodeEditor {...props} path={`${path}.${join}.${at}`} depth={depth + 1} />
          </li>
        ))}
      </ul>
      <Adding editor={editor} path={path} depth={depth} />
      <Faults
        path={path}
        issues={issuesAt(editor.issues.value, path).filter((one) => one.path === path)}
      />
    </fieldset>
  )
}

type Change = Parameters<typeof changeAt>[2]

/** The last condition of all stays: a trigger without any would be true of everybody. */
function change(editor: TriggerEditor, path: string, by: Change) {
  editor.setWhen(changeAt(editor.draft.value.when, path, by) ?? { all: [newLeaf()] })
}

type AddingProps = { editor: TriggerEditor; path: string; depth: number }

/** As deep as the language goes, less what "not" may take. */
const deepestGroup = 3

const Adding = ({ editor, path, depth }: AddingProps) => {
  const add = (node: Parameters<typeof addTo>[2]) =>
    editor.setWhen(addTo(editor.draft.value.when, path, node))
  return (
    <div class="line">
      <Editable needs="author">
        <Menu
          label="Add a condition"
          text="Add a condition"
          icon="plus"
          tone="plain"
          size="small"
          place="start"
        >
          {(close) => (
            <>
              {measureKinds.map((kind: MeasureKind) => (
                <MenuItem
                  key={kind}
                  onClick={() => {
                    close()
                    add(newLeaf(kind))
                  }}
                >
                  {kindWords[kind]}
                </MenuItem>
              ))}
              <MenuItem
                onClick={() => {
                  close()
                  add({ trait: 'account.plan', eq: 'free' })
                }}
              >
                What is known of them
              </MenuItem>
            </>
          )}
        </Menu>
        {depth < deepestGroup && (
          <Button
            size="small"
            tone="quiet"
            onClick={() => add({ any: [newLeaf(), newLeaf('meter')] })}
          >
            Add a group
          </Button>
        )}
      </Editable>
    </div>
  )
}

type ToolsProps = { editor: TriggerEditor; path: string; isNegated: boolean }

const Tools = ({ editor, path, isNegated }: ToolsProps) => {
  // What denies it stands one step above.
  const whole = isNegated ? path.replace(/\.not$/, '') : path
  return (
    <span class="line tools">
      <Editable needs="author">
        <Button
          size="small"
          tone="quiet"
          aria-pressed={isNegated}
          onClick={() => change(editor, whole, negated)}
        >
          {isNegated ? 'Must not be' : 'Must be'}
        </Button>
        <Button
          size="small"
          tone="quiet"
          icon="cross"
          label="Remove this condition"
          onClick={() => change(editor, whole, () => null)}
        />
      </Editable>
    </span>
  )
}
