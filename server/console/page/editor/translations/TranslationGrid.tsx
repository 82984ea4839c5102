/** A row for each text, a column for each locale; every cell is a field, and the keys go between them. */

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { localeInWords } from '../../../../../shared/words/locale.ts'
import { RichBar } from '../../../component/rich-text/RichBar.tsx'
import { gapsInWords } from '../../../component/rich-text/RichText.tsx'
import { applyEdit, editOf } from '../../../component/rich-text/rich-edit.ts'
import type { Editor } from '../../../model/editor/editor.ts'
import {
  faultOf,
  hasLinksAt,
  isGapAt,
  isMarkedUp,
  mostLetters,
  type TextRow,
  textAt,
  withText,
} from '../../../model/editor/translations.ts'
import { withoutFallback } from '../../../model/editor/variables.ts'
import { rootOf } from '../../../model/editor/words.ts'
import { textInWords } from '../../../words/translations.ts'

/** What is written in, and where in the grid that is. */
type Here = { row: TextRow; locale: string; area: HTMLTextAreaElement }

const labelOf = (row: TextRow, locale: string) => `${textInWords(row)}, ${localeInWords(locale)}`

type Props = { editor: Editor; rows: readonly TextRow[]; locales: readonly string[] }

export const TranslationGrid = ({ editor, rows, locales }: Props) => {
  const table = useRef<HTMLTableElement>(null)
  const here = useSignal<Here | null>(null)
  const goTo = (row: number, column: number) => {
    const cell = table.current?.querySelector<HTMLTextAreaElement>(`[data-cell="${row} ${column}"]`)
    cell?.focus()
    cell?.select()
    return cell !== null && cell !== undefined
  }
  const onKeyDown = (event: KeyboardEvent, row: number, column: number) => {
    const step = stepOf(event)
    if (step && goTo(row + step.rows, column + step.columns)) event.preventDefault()
    else if (event.key === 'Enter' && !event.shiftKey) event.preventDefault()
  }
  if (rows.length === 0) return <p class="hint">Nothing is left to translate.</p>
  return (
    <>
      <Bar editor={editor} here={here.value} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="translations" tabIndex={0} aria-label="Texts by language">
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">Text</th>
              {locales.map((locale) => (
                <th scope="col" key={locale}>
                  {localeInWords(locale)} <code class="muted">{locale}</code>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.id}>
                <th scope="row">{textInWords(row)}</th>
                {locales.map((locale, column) => (
                  <Cell
                    key={locale}
                    editor={editor}
                    row={row}
                    locale={locale}
                    place={`${at} ${column}`}
                    onKeyDown={(event) => onKeyDown(event, at, column)}
                    onFocus={(area) => {
                      here.value = { row, locale, area }
                    }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** One for all cells: it is about the one that was written in last. */
const Bar = ({ editor, here }: { editor: Editor; here: Here | null }) => {
  const draft = editor.draft.value
  const text = here && textAt(draft, here.row, here.locale)
  const gaps = text ? gapsInWords(withoutFallback(text)) : undefined
  return (
    <div class="rich translations-bar">
      <RichBar
        of={here ? labelOf(here.row, here.locale) : 'a text of the table'}
        hasLinks={here !== null && hasLinksAt(here.row.path)}
        isDisabled={here === null || !isMarkedUp(here.row.path)}
        onEdit={(edit) =>
          here &&
          applyEdit(here.area, edit, (next) => writeCell(editor, here.row, here.locale, next))
        }
      >
        <span class="hint truncate">{here ? labelOf(here.row, here.locale) : 'Choose a text'}</span>
      </RichBar>
      {gaps && <p class="hint padded">{gaps}</p>}
    </div>
  )
}

/** What is not translated stays as it is in the default locale. */
function writeCell(editor: Editor, row: TextRow, locale: string, value: string): void {
  const draft = editor.draft.peek()
  const next = value === '' && locale !== draft.defaultLocale ? row.source : value
  editor.change(
    withText(draft, row, locale, next),
    `${rootOf(draft, row.words)}.${locale}.${row.path}`,
  )
}

/** Where a key goes from a cell; nothing where it is for the text in it. */
function stepOf(event: KeyboardEvent): { rows: number; columns: number } | undefined {
  const { value, selectionStart, selectionEnd } = event.target as HTMLTextAreaElement
  const isAll = selectionStart === 0 && selectionEnd === value.length
  const isAtStart = isAll || (selectionStart === 0 && selectionEnd === 0)
  const isAtEnd = isAll || (selectionStart === value.length && selectionEnd === value.length)
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.key === 'Enter') return event.shiftKey ? undefined : { rows: 1, columns: 0 }
  if (event.shiftKey) return undefined
  if (event.key === 'ArrowDown' && isAtEnd) return { rows: 1, columns: 0 }
  if (event.key === 'ArrowUp' && isAtStart) return { rows: -1, columns: 0 }
  if (event.key === 'ArrowRight' && isAtEnd) return { rows: 0, columns: 1 }
  if (event.key === 'ArrowLeft' && isAtStart) return { rows: 0, columns: -1 }
  return undefined
}

type CellProps = {
  editor: Editor
  row: TextRow
  locale: string
  place: string
  onKeyDown(event: KeyboardEvent): void
  onFocus(area: HTMLTextAreaElement): void
}

const Cell = ({ editor, row, locale, place, onKeyDown, onFocus }: CellProps) => {
  const draft = editor.draft.value
  const text = textAt(draft, row, locale)
  const isGap = isGapAt(draft, row, locale)
  const fault = text === undefined ? undefined : faultOf(row.path, text)
  const faultId = `cell-fault-${place.replace(' ', '-')}`
  return (
    <td class={fault ? 'fault-cell' : isGap ? 'gap' : undefined}>
      <textarea
        class="cell-text"
        data-cell={place}
        rows={1}
        dir="auto"
        lang={locale}
        maxLength={mostLetters(row.path)}
        aria-label={`${labelOf(row, locale)}${isGap ? ', to translate' : ''}`}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? faultId : undefined}
        placeholder={isGap || text === undefined ? row.source : undefined}
        value={text === undefined || (isGap && text === row.source) ? '' : text}
        onFocus={(event) => onFocus(event.currentTarget)}
        onKeyDown={(event) => {
          const edit = isMarkedUp(row.path) ? editOf(event, hasLinksAt(row.path)) : undefined
          if (!edit) return onKeyDown(event)
          event.preventDefault()
          applyEdit(event.currentTarget, edit, (next) => writeCell(editor, row, locale, next))
        }}
        onInput={(event) => writeCell(editor, row, locale, event.currentTarget.value)}
      />
      {fault && (
        <p class="fault small" id={faultId}>
          {fault}
        </p>
      )}
    </td>
  )
}
