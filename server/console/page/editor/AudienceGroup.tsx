/** Conditions that go together, and groups of conditions among them. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import {
  blankRow,
  deepest,
  type Group,
  type Join,
  type Node,
  type Place,
  pathIn,
  withNode,
} from '../../model/editor/audience.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { joinWords } from '../../words/audience.ts'
import { AudienceRow } from './AudienceRow.tsx'

type Props = {
  /** Where issues name it. */
  path: string
  /** Of the group in the form, such as "2.1"; empty for the outermost. */
  number: string
  group: Group
  issues: readonly Issue[]
  /** Whether one more row is taken. */
  hasRoom: boolean
  /** What may be asked of; absent: all that is known of a visit. */
  places?: readonly Place[]
  onChange(group: Group): void
}

const options = (Object.keys(joinWords) as Join[]).map((value) => ({
  value,
  text: joinWords[value],
}))

export const AudienceGroup = ({
  path,
  number,
  group,
  issues,
  hasRoom,
  places,
  onChange,
}: Props) => {
  const { join, nodes } = group
  const add = (node: Node) => onChange({ ...group, nodes: [...nodes, node] })
  const level = number === '' ? 1 : number.split('.').length + 1
  const isJoined = nodes.length > 1 || join === 'none' || join === 'not_all' || level > 1
  return (
    <>
      {isJoined && (
        <div class="sentence">
          {level === 1 ? 'Where' : 'And where'}
          <Segments
            label={
              level === 1 ? 'How the conditions go together' : `How group ${number} goes together`
            }
            value={join}
            options={options}
            onChange={(next) => onChange({ ...group, join: next })}
          />
          of these hold:
        </div>
      )}
      {nodes.length > 0 && (
        <ol class="audience">
          {nodes.map((node, at) => (
            <li key={at}>
              <Part
                path={pathIn(group, path, at)}
                number={number === '' ? `${at + 1}` : `${number}.${at + 1}`}
                node={node}
                issues={issues}
                hasRoom={hasRoom}
                {...(places && { places })}
                onChange={(next) => onChange(withNode(group, at, next))}
              />
            </li>
          ))}
        </ol>
      )}
      {hasRoom && (
        <div class="line">
          <Button size="small" icon="plus" onClick={() => add(blankRow)}>
            {level === 1 ? 'Add a condition' : `Add a condition to group ${number}`}
          </Button>
          {nodes.length > 0 && level < deepest - 1 && (
            <Button
              size="small"
              tone="quiet"
              icon="plus"
              onClick={() => add({ kind: 'group', join: 'any', nodes: [blankRow] })}
            >
              {level === 1 ? 'Add a group' : `Add a group to group ${number}`}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

type PartProps = Omit<Props, 'group' | 'onChange'> & {
  node: Node
  onChange(node: Node | undefined): void
}

const Part = ({ node, path, number, issues, hasRoom, places, onChange }: PartProps) => {
  if (node.kind === 'row') {
    return (
      <AudienceRow
        path={path}
        name={`Condition ${number}`}
        row={node}
        issues={issuesAt(issues, path)}
        {...(places && { places })}
        onChange={onChange}
        onRemove={() => onChange(undefined)}
      />
    )
  }
  return (
    <fieldset class="audience-group">
      <legend class="visually-hidden">Group {number}</legend>
      <Button
        tone="quiet"
        size="small"
        icon="cross"
        label={`Remove group ${number}`}
        onClick={() => onChange(undefined)}
      />
      <AudienceGroup
        path={path}
        number={number}
        group={node}
        issues={issues}
        hasRoom={hasRoom}
        {...(places && { places })}
        onChange={onChange}
      />
    </fieldset>
  )
}
