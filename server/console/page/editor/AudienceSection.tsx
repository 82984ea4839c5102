/** Who may see it at all: conditions on who they are and where they are. */
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/Button.tsx'
import { useWorkspace } from '../../component/context.tsx'
import { Faults } from '../../component/Field.tsx'
import { Icon } from '../../component/Icon.tsx'
import { Segments } from '../../component/Segments.tsx'
import { blankRow, conditionOf, type Row, type Rows, rowsOf } from '../../model/editor/audience.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { conditionInWords } from '../../words/condition.ts'
import { AudienceRow } from './AudienceRow.tsx'
import { Section, type SectionProps } from './Section.tsx'

const most = 32

export const AudienceSection = ({ editor, issues }: SectionProps) => {
  const { accounts } = useWorkspace()
  const { audience } = editor.draft.value
  // For the names of traits that accounts have.
  useEffect(() => void accounts.search.load(60_000), [accounts])
  const read = rowsOf(audience)
  return (
    <Section title="Audience" words="Who may see it at all, and on which pages and devices.">
      {read ? (
        <AudienceForm editor={editor} issues={issues} read={read} />
      ) : (
        <div class="kept">
          {audience && <p>Only where {conditionInWords(audience)}.</p>}
          <p class="hint">
            <Icon name="key" size={14} />
            These conditions were made through the API and don’t fit into rows. They are kept as
            they are.
          </p>
        </div>
      )}
      <Faults path="audience" issues={issues.filter(({ path }) => path === 'audience')} />
    </Section>
  )
}

const AudienceForm = ({ editor, issues, read }: SectionProps & { read: Rows }) => {
  const { join, rows } = read
  const set = (next: Rows) => {
    const condition = conditionOf(next)
    if (condition) editor.set('audience', condition)
    else editor.clear('audience')
  }
  const change = (at: number, row: Row) =>
    set({ join, rows: rows.map((one, place) => (place === at ? row : one)) })
  return (
    <>
      {rows.length === 0 && (
        <p class="hint">
          Everyone. Add a condition to be choosy: only people who may buy, only one plan, only the
          pricing page.
        </p>
      )}
      {rows.length > 1 && (
        <div class="sentence">
          Where
          <Segments
            label="How the conditions go together"
            value={join}
            options={[
              { value: 'all', text: 'all' },
              { value: 'any', text: 'any' },
            ]}
            onChange={(next) => set({ join: next, rows })}
          />
          of these hold:
        </div>
      )}
      {rows.length > 0 && (
        <ol class="audience">
          {rows.map((row, at) => {
            const path = `audience.${join}.${at}`
            return (
              <li key={at}>
                <AudienceRow
                  path={path}
                  name={`Condition ${at + 1}`}
                  row={row}
                  issues={issuesAt(issues, path)}
                  onChange={(next) => change(at, next)}
                  onRemove={() => set({ join, rows: rows.filter((_, place) => place !== at) })}
                />
              </li>
            )
          })}
        </ol>
      )}
      {rows.length < most && (
        <div>
          <Button size="small" icon="plus" onClick={() => set({ join, rows: [...rows, blankRow] })}>
            Add a condition
          </Button>
        </div>
      )}
    </>
  )
}
