import type { Action } from '../../../../shared/definition/nudge.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { RichText } from '../../component/rich-text/RichText.tsx'
import { withKind } from '../../model/editor/draft.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { actionWords } from '../../words/nudge.ts'
import type { SectionProps } from './Section.tsx'

const kinds = Object.keys(actionWords) as Action['kind'][]

export const ActionFields = ({ editor, issues }: SectionProps) => {
  const locale = editor.locale.value
  const actions = editor.copies.value[locale]?.actions ?? []
  const root = `${editor.root.value}.${locale}.actions`
  const set = (index: number, next: Action) =>
    editor.setCopy(locale, { actions: actions.map((one, i) => (i === index ? next : one)) })
  return (
    <>
      {actions.map((action, index) => (
        <fieldset class="action" key={action.kind + String(index)}>
          <legend class="visually-hidden">{index === 0 ? 'First action' : 'Second action'}</legend>
          <ActionRow
            path={`${root}.${index}`}
            title={index === 0 ? 'First action' : 'Second action'}
            action={action}
            issues={issues}
            onChange={(next) => set(index, next)}
          />
          {index === 1 && (
            <Button
              tone="quiet"
              icon="cross"
              label="Remove the second action"
              onClick={() => editor.setCopy(locale, { actions: actions.slice(0, 1) })}
            />
          )}
        </fieldset>
      ))}
      <Faults path={root} issues={issues.filter(({ path }) => path === root)} />
      {actions.length < 2 && (
        <div>
          <Button
            size="small"
            icon="plus"
            onClick={() =>
              editor.setCopy(locale, {
                actions: [...actions, { kind: 'link', label: 'Learn more', url: '/' }],
              })
            }
          >
            Add a second action
          </Button>
        </div>
      )}
    </>
  )
}

type RowProps = {
  path: string
  title: string
  action: Action
  issues: SectionProps['issues']
  onChange(action: Action): void
}

const ActionRow = ({ path, title, action, issues, onChange }: RowProps) => {
  const target = 'url' in action ? 'url' : 'name' in action ? 'name' : null
  const at = (part: string) => issuesAt(issues, `${path}.${part}`)
  return (
    <div class="action-fields">
      <RichText
        path={`${path}.label`}
        label={title}
        kind="label"
        value={action.label}
        issues={at('label')}
        most={60}
        onChange={(label) => onChange({ ...action, label })}
      />
      <Field path={`${path}.kind`} label="What it does" issues={at('kind')}>
        <select
          {...controlProps(`${path}.kind`, at('kind'))}
          class="select"
          value={action.kind}
          onChange={(event) =>
            onChange(withKind(action, event.currentTarget.value as Action['kind']))
          }
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {actionWords[kind]}
            </option>
          ))}
        </select>
      </Field>
      {target && (
        <Field
          path={`${path}.${target}`}
          label={target === 'url' ? 'Address' : 'Name in the page'}
          issues={at(target)}
        >
          <input
            {...controlProps(`${path}.${target}`, at(target))}
            class="input mono"
            spellcheck={false}
            value={'url' in action ? action.url : 'name' in action ? action.name : ''}
            onInput={(event) =>
              onChange({ ...action, [target]: event.currentTarget.value } as Action)
            }
          />
        </Field>
      )}
    </div>
  )
}
