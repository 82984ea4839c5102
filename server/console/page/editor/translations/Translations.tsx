/** All texts in all languages: written in place, or by translators in a file. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { notText, textOf } from '../../../../../shared/file/text-of.ts'
import { counted } from '../../../../../shared/words/number.ts'
import { Button } from '../../../component/button/Button.tsx'
import { Menu } from '../../../component/button/Menu.tsx'
import { Editable } from '../../../component/form/Editable.tsx'
import { useConsole } from '../../../component/frame/context.tsx'
import type { Editor } from '../../../model/editor/editor.ts'
import { isGapAt, localesOf, textRows } from '../../../model/editor/translations.ts'
import {
  applyChanges,
  type Import,
  readCsv,
  toCsv,
} from '../../../model/editor/translations-csv.ts'
import { textInWords } from '../../../words/translations.ts'
import { AddLocale } from '../LocaleTabs.tsx'
import { loadCsv } from './csv.ts'
import { ImportReview } from './ImportReview.tsx'
import { saveFile } from './save-file.ts'
import { TranslationGrid } from './TranslationGrid.tsx'

const mostBytes = 1_000_000

type Props = { editor: Editor; onDone(): void }

export const Translations = ({ editor, onDone }: Props) => {
  const { toasts } = useConsole()
  const input = useRef<HTMLInputElement>(null)
  const onlyGaps = useSignal(false)
  const added = useSignal<readonly string[]>([])
  const read = useSignal<Import | null>(null)
  const draft = editor.draft.value
  const known = localesOf(draft)
  const locales = [...known, ...added.value.filter((one) => !known.includes(one))]
  const rows = textRows(draft)
  const gaps = rows.reduce(
    (sum, row) => sum + locales.filter((locale) => isGapAt(draft, row, locale)).length,
    0,
  )
  const exportFile = async () => {
    const text = toCsv(editor.draft.peek(), await loadCsv(), textInWords)
    saveFile(`${draft.key || 'nudge'}-translations.csv`, text, 'text/csv;charset=utf-8')
  }
  const importFile = async (file: File | undefined) => {
    if (!file) return
    if (file.size > mostBytes) return toasts.say('That file is too large for translations')
    const text = textOf(new Uint8Array(await file.arrayBuffer()))
    if (text === undefined) return toasts.say(`That file cannot be read. ${notText}`)
    read.value = readCsv(editor.draft.peek(), await loadCsv(), text)
  }
  const apply = ({ changes }: Import) => {
    const before = editor.change(applyChanges(editor.draft.peek(), changes), 'copy')
    read.value = null
    toasts.say(`${counted(changes.length, 'text')} changed`, {
      label: 'Undo',
      run: () => editor.restore(before),
    })
  }
  if (read.value) {
    return (
      <ImportReview
        read={read.value}
        onApply={apply}
        onCancel={() => {
          read.value = null
        }}
      />
    )
  }
  return (
    <div class="stack">
      <div class="line">
        <label class="check">
          <input
            type="checkbox"
            checked={onlyGaps.value}
            onChange={(event) => {
              onlyGaps.value = event.currentTarget.checked
            }}
          />
          Only what is left to translate
        </label>
        <span class={gaps > 0 ? 'badge brim plain' : 'badge good plain'} role="status">
          {gaps > 0 ? `${counted(gaps, 'text')} to translate` : 'All translated'}
        </span>
        <span class="push line">
          <Editable needs="author">
            <Menu
              label="Add a language"
              text="Add a language"
              icon="plus"
              size="small"
              place="broad"
            >
              {(close) => (
                <AddLocale
                  has={locales}
                  onAdd={(locale) => {
                    close()
                    added.value = [...added.value, locale]
                  }}
                />
              )}
            </Menu>
          </Editable>
          <Button size="small" onClick={exportFile}>
            Export CSV
          </Button>
          <Button needs="author" size="small" onClick={() => input.current?.click()}>
            Import CSV
          </Button>
        </span>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="Translations file"
          accept=".csv,text/csv"
          onChange={(event) => {
            void importFile(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      <Editable needs="author">
        <TranslationGrid
          editor={editor}
          rows={
            onlyGaps.value
              ? rows.filter((row) => locales.some((one) => isGapAt(draft, row, one)))
              : rows
          }
          locales={locales}
        />
      </Editable>
      <div class="dialog-foot">
        <p class="hint push-end">
          Enter and the arrow keys go from cell to cell. What is left empty stays in the words of
          the first column.
        </p>
        <Button tone="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
