/** The locales that a nudge speaks, and what is missing in each. */

import { useSignal } from '@preact/signals'
import { localeInWords } from '../../../../shared/words/locale.ts'
import { Button } from '../../component/button/Button.tsx'
import { Menu } from '../../component/button/Menu.tsx'
import { Editable } from '../../component/form/Editable.tsx'
import { SearchField } from '../../component/form/SearchField.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { gapsOf } from '../../model/editor/draft.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { languagesFor } from '../../model/editor/languages.ts'
import type { SectionProps } from './Section.tsx'

export const LocaleTabs = ({ editor, issues }: SectionProps) => {
  const { toasts } = useConsole()
  const draft = editor.draft.value
  const current = editor.locale.value
  const locales = Object.keys(editor.copies.value).sort(
    (a, b) =>
      Number(b === draft.defaultLocale) - Number(a === draft.defaultLocale) || (a < b ? -1 : 1),
  )
  const remove = () => {
    const before = draft
    editor.removeLocale(current)
    toasts.say(`${localeInWords(current)} is removed`, {
      label: 'Undo',
      run: () => editor.restore(before),
    })
  }
  return (
    <div class="locales">
      <fieldset class="segments">
        <legend class="visually-hidden">Language</legend>
        {locales.map((locale) => {
          const gaps = gapsOf(draft, locale, editor.words.value).length
          const faults = issuesAt(issues, `${editor.root.value}.${locale}`).length
          return (
            <label key={locale} title={localeInWords(locale)}>
              <input
                type="radio"
                name="locale"
                checked={locale === current}
                onChange={() => {
                  editor.locale.value = locale
                }}
              />
              <span>
                {locales.length < 4 ? localeInWords(locale) : locale}
                {faults > 0 && <Count kind="alarm" count={faults} words="to fix" />}
                {faults === 0 && gaps > 0 && (
                  <Count kind="brim" count={gaps} words="to translate" />
                )}
              </span>
            </label>
          )
        })}
      </fieldset>
      {current !== draft.defaultLocale && (
        <Button
          tone="quiet"
          size="small"
          needs="author"
          icon="trash"
          label={`Remove ${localeInWords(current)}`}
          onClick={remove}
        />
      )}
      <Editable needs="author">
        <Menu label="Add a language" icon="plus" size="small" place="broad">
          {(close) => (
            <AddLocale
              has={locales}
              onAdd={(locale) => {
                close()
                editor.addLocale(locale)
              }}
            />
          )}
        </Menu>
      </Editable>
    </div>
  )
}

const Count = ({ kind, count, words }: { kind: string; count: number; words: string }) => (
  <span class={`count-dot ${kind}`}>
    {count}
    <span class="visually-hidden"> {words}</span>
  </span>
)

type AddProps = { has: readonly string[]; onAdd(locale: string): void }

export const AddLocale = ({ has, onAdd }: AddProps) => {
  const text = useSignal('')
  const found = languagesFor(text.value, has, localeInWords)
  const [first] = found
  return (
    <div class="picker">
      <div class="picker-fields">
        <SearchField
          label="Find a language"
          placeholder="Find a language, or pt-BR"
          value={text.value}
          onType={(typed) => {
            text.value = typed
          }}
          onEnter={() => {
            if (text.value && first) onAdd(first)
          }}
        />
      </div>
      {found.map((locale) => (
        <button type="button" class="menu-item" key={locale} onClick={() => onAdd(locale)}>
          {localeInWords(locale)}
          <code class="push small muted">{locale}</code>
        </button>
      ))}
      {found.length === 0 && <p class="hint">A language such as “en” or “pt-BR”.</p>}
    </div>
  )
}
