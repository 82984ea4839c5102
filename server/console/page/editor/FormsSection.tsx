/** What those see to whom the nudge's own words don't speak, and who else it speaks to. */
import type { FormKind } from '../../../../shared/definition/nudge.ts'
import { controlProps, Faults } from '../../component/form/Field.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { isAt, issuesAt } from '../../model/editor/issues.ts'
import { withForm, withoutForm } from '../../model/editor/words.ts'
import { wordsInWords } from '../../words/translations.ts'
import { Section, type SectionProps } from './Section.tsx'
import { writeWords } from './write-words.ts'

const forms: Record<FormKind, { text: string; hint: string }> = {
  ask_admin: {
    text: 'Let those who can’t buy ask an admin',
    hint: 'In words of its own, with one click that tells the admins who asks for what. Without it, they don’t see the nudge.',
  },
  contact: {
    text: 'Lead to sales while they talk with the account',
    hint: 'As long as somebody in sales has claimed it. Without it, the nudge stays silent then.',
  },
}

export const FormsSection = ({ editor, issues }: SectionProps) => {
  const { toasts } = useConsole()
  const draft = editor.draft.value
  /** Of the words of a form are told where these are written. */
  const at = (form: FormKind) =>
    issuesAt(issues, `forms.${form}`).filter(({ path }) => !isAt(path, `forms.${form}.copy`))
  const toggle = (form: FormKind, isWanted: boolean) => {
    if (isWanted) {
      editor.change(withForm(draft, form), `forms.${form}`)
      editor.write({ kind: 'form', form })
      return
    }
    const before = editor.change(withoutForm(draft, form), `forms.${form}`)
    toasts.say(`“${wordsInWords({ kind: 'form', form })}” is removed`, {
      label: 'Undo',
      run: () => editor.restore(before),
    })
  }
  return (
    <Section
      title="Who can’t buy"
      words="People without buying power, and accounts that sales talks with."
    >
      {(Object.keys(forms) as FormKind[]).map((form) => (
        <div class="stack tight" key={form}>
          <label class="check">
            <input
              {...controlProps(`forms.${form}`, at(form))}
              type="checkbox"
              checked={draft.forms?.[form] !== undefined}
              onChange={(event) => toggle(form, event.currentTarget.checked)}
            />
            {forms[form].text}
          </label>
          <Faults path={`forms.${form}`} issues={at(form)} />
          <p class="hint indented">
            {forms[form].hint}{' '}
            {draft.forms?.[form] && (
              <button
                type="button"
                class="link"
                onClick={() => writeWords(editor, { kind: 'form', form })}
              >
                Write its words
              </button>
            )}
          </p>
        </div>
      ))}
      <div class="stack tight">
        <label class="check">
          <input
            {...controlProps('relay', issuesAt(issues, 'relay'))}
            type="checkbox"
            checked={draft.relay === true}
            onChange={(event) =>
              event.currentTarget.checked ? editor.set('relay', true) : editor.clear('relay')
            }
          />
          Relay what others ask for
        </label>
        <Faults path="relay" issues={issuesAt(issues, 'relay')} />
        <p class="hint indented">
          Shown only to those who may buy, and only while colleagues ask for its offer; its words
          may say who with {'{{requests.names}}'}.
        </p>
      </div>
    </Section>
  )
}
