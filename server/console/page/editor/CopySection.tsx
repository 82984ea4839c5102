/** The words of a nudge, locale by locale. */

import { localeInWords } from '../../../../shared/words/locale.ts'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { RichText } from '../../component/rich-text/RichText.tsx'
import { gapsOf } from '../../model/editor/draft.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { ActionFields } from './ActionFields.tsx'
import { LocaleTabs } from './LocaleTabs.tsx'
import { Section, type SectionProps } from './Section.tsx'
import { TranslationsButton } from './translations/TranslationsButton.tsx'
import { WordsTabs } from './WordsTabs.tsx'

const WordsAside = (props: SectionProps) => (
  <div class="line">
    <LocaleTabs {...props} />
    <TranslationsButton editor={props.editor} />
  </div>
)

/** An arm or a form that lacks a language of the nudge speaks the default one there. */
const MissingLocales = ({ editor }: Pick<SectionProps, 'editor'>) => {
  const { copy, defaultLocale } = editor.draft.value
  const missing = Object.keys(copy).filter((one) => !editor.copies.value[one])
  if (missing.length === 0) return null
  return (
    <p class="notice">
      <span>
        Not in {missing.map(localeInWords).join(', ')} yet: people get{' '}
        {localeInWords(defaultLocale)} there.{' '}
        <button
          type="button"
          class="link"
          onClick={() => {
            for (const one of missing) editor.addLocale(one)
          }}
        >
          Add {missing.length === 1 ? 'it' : 'them'}
        </button>
      </span>
    </p>
  )
}

export const CopySection = ({ editor, issues }: SectionProps) => {
  const draft = editor.draft.value
  const locale = editor.locale.value
  const copy = editor.copies.value[locale]
  if (!copy) return null
  const root = `${editor.root.value}.${locale}`
  const at = (part: string) => issuesAt(issues, `${root}.${part}`)
  const gaps = gapsOf(draft, locale, editor.words.value)
  const setLine = (index: number, text: string) =>
    editor.setCopy(locale, { list: copy.list.map((line, i) => (i === index ? text : line)) })
  return (
    <Section
      title="Words"
      aside={<WordsAside editor={editor} issues={issues} />}
      tabs={<WordsTabs editor={editor} issues={issues} />}
    >
      <Faults path={root} issues={issues.filter((issue) => issue.path === root)} />
      <MissingLocales editor={editor} />
      {gaps.length > 0 && (
        <p class="notice">
          <span>
            {counted(gaps.length, 'text')} still in {localeInWords(draft.defaultLocale)}.
          </span>
        </p>
      )}
      <RichText
        path={`${root}.title`}
        label="Title"
        value={copy.title}
        issues={at('title')}
        most={140}
        rows={1}
        onChange={(title) => editor.setCopy(locale, { title })}
      />
      <RichText
        path={`${root}.body`}
        label="Body"
        value={copy.body}
        issues={at('body')}
        most={1000}
        rows={3}
        isOptional
        onChange={(body) => editor.setCopy(locale, { body })}
      />
      <fieldset class="stack tight">
        <legend class="field-label">
          <span>
            List <span class="optional">optional</span>
          </span>
        </legend>
        {copy.list.map((line, index) => (
          <div class="list-line" key={index}>
            <RichText
              path={`${root}.list.${index}`}
              label={`List, line ${index + 1}`}
              isLabelHidden
              kind="line"
              value={line}
              issues={at(`list.${index}`)}
              most={200}
              onChange={(text) => setLine(index, text)}
            />
            <Button
              tone="quiet"
              icon="cross"
              label={`Remove line ${index + 1}`}
              onClick={() =>
                editor.setCopy(locale, { list: copy.list.filter((_, i) => i !== index) })
              }
            />
          </div>
        ))}
        <Faults
          path={`${root}.list`}
          issues={issues.filter(({ path }) => path === `${root}.list`)}
        />
        {copy.list.length < 8 && (
          <div>
            <Button
              size="small"
              icon="plus"
              onClick={() => editor.setCopy(locale, { list: [...copy.list, ''] })}
            >
              Add a line
            </Button>
          </div>
        )}
      </fieldset>
      <ActionFields editor={editor} issues={issues} />
      <Field
        path={`${root}.dismiss`}
        label="Close button"
        issues={at('dismiss')}
        hint="What the control that closes it says, also to screen readers."
      >
        <input
          {...controlProps(`${root}.dismiss`, at('dismiss'))}
          class="input"
          dir="auto"
          maxLength={40}
          value={copy.dismiss}
          onInput={(event) => editor.setCopy(locale, { dismiss: event.currentTarget.value })}
        />
      </Field>
    </Section>
  )
}
