/** One condition: of what, how it compares, with which value. */
import { useSignal } from '@preact/signals'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Faults } from '../../component/form/Field.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import {
  places as allPlaces,
  hasTrait,
  hasValue,
  isList,
  type Place,
  type Row,
  type RowOperator,
  readValue,
  takesOperator,
  textOf,
  withOperator,
  withPlace,
} from '../../model/editor/audience.ts'
import { sameBody } from '../../model/editor/draft.ts'
import { isAt, issuesAt } from '../../model/editor/issues.ts'
import { placeWords, rowOperatorWords } from '../../words/audience.ts'

type Props = {
  path: string
  name: string
  row: Row
  issues: readonly Issue[]
  onChange(row: Row): void
  onRemove(): void
  places?: readonly Place[]
}

const operators = Object.keys(rowOperatorWords) as RowOperator[]
const operatorsOf = (place: Place) => operators.filter((one) => takesOperator(place, one))
const usualTraits: Partial<Record<Place, readonly string[]>> = {
  account: ['plan', 'seats', 'mrr', 'industry', 'employees'],
  user: ['role', 'department', 'locale'],
}
const usualValues: Partial<Record<Place, readonly string[]>> = {
  'device.type': ['desktop', 'tablet', 'phone'],
}

export const AudienceRow = (props: Props) => {
  const { path, name, row, issues, onChange, onRemove, places = allPlaces } = props
  const at = (part: string) => issuesAt(issues, `${path}.${part}`)
  const traitIssues = at('trait')
  const valueIssues = at('value')
  /** What no part of it is to blame for alone. */
  const own = issues.filter((issue) => !parts.some((part) => isAt(issue.path, `${path}.${part}`)))
  const traits = useKnownTraits(row.place)
  return (
    <fieldset class="audience-row">
      <legend class="visually-hidden">{name}</legend>
      <div class={hasTrait(row.place) ? 'audience-what' : 'audience-what alone'}>
        <select
          {...controlProps(path, own)}
          class="select"
          aria-label={`${name}, of`}
          value={row.place}
          onChange={(event) => onChange(withPlace(row, event.currentTarget.value as Place))}
        >
          {places.map((place) => (
            <option key={place} value={place}>
              {placeWords[place]}
            </option>
          ))}
        </select>
        {hasTrait(row.place) && (
          <Suggested
            path={`${path}.trait`}
            label={`${name}, trait`}
            placeholder="plan"
            issues={traitIssues}
            value={row.trait}
            known={traits}
            onChange={(trait) => onChange({ ...row, trait })}
          />
        )}
        <Button tone="quiet" icon="cross" label={`Remove: ${name}`} onClick={onRemove} />
      </div>
      <Faults path={path} issues={own} />
      <Faults path={`${path}.trait`} issues={traitIssues} />
      <div class={hasValue(row.operator) ? 'audience-is' : 'audience-is alone'}>
        <select
          {...controlProps(`${path}.operator`, at('operator'))}
          class="select"
          aria-label={`${name}, comparison`}
          value={row.operator}
          onChange={(event) =>
            onChange(withOperator(row, event.currentTarget.value as RowOperator))
          }
        >
          {operatorsOf(row.place).map((operator) => (
            <option key={operator} value={operator}>
              {rowOperatorWords[operator]}
            </option>
          ))}
        </select>
        {hasValue(row.operator) && (
          <ValueInput path={path} name={name} row={row} issues={valueIssues} onChange={onChange} />
        )}
      </div>
      <Faults path={`${path}.operator`} issues={at('operator')} />
      <Faults path={`${path}.value`} issues={valueIssues} />
    </fieldset>
  )
}

const parts = ['trait', 'operator', 'value'] as const

/** The usual ones, and those that the accounts seen last have. */
function useKnownTraits(place: Place): readonly string[] {
  const { accounts } = useWorkspace()
  const usual = usualTraits[place] ?? []
  if (place !== 'account') return usual
  const seen = accounts.search.list.value?.flatMap(({ traits }) => Object.keys(traits)) ?? []
  return [...new Set([...usual, ...seen])]
}

type ValueProps = Pick<Props, 'path' | 'name' | 'row' | 'issues' | 'onChange'>

/** Keeps what is typed for as long as it reads as the value: "1." on the way to "1.5". */
const ValueInput = ({ path, name, row, issues, onChange }: ValueProps) => {
  const typed = useSignal(textOf(row.value))
  const isSame = sameBody(readValue(typed.value, row.operator), row.value)
  return (
    <Suggested
      path={`${path}.value`}
      label={`${name}, value`}
      placeholder={isList(row.operator) ? 'owner, admin' : ''}
      issues={issues}
      value={isSame ? typed.value : textOf(row.value)}
      known={isList(row.operator) ? [] : (usualValues[row.place] ?? [])}
      onChange={(text) => {
        typed.value = text
        onChange({ ...row, value: readValue(text, row.operator) })
      }}
    />
  )
}
