/** What a file would change, and what of it can't be read, before anything is changed. */

import { localeInWords } from '../../../../../shared/words/locale.ts'
import { counted } from '../../../../../shared/words/number.ts'
import { Button } from '../../../component/button/Button.tsx'
import { Icon } from '../../../component/mark/Icon.tsx'
import type { Import } from '../../../model/editor/translations-csv.ts'
import { textInWords } from '../../../words/translations.ts'

type Props = { read: Import; onApply(read: Import): void; onCancel(): void }

export const ImportReview = ({ read, onApply, onCancel }: Props) => {
  const { changes, bad, newLocales } = read
  return (
    <div class="stack">
      <p role="status">
        {changes.length === 0
          ? 'The file changes nothing.'
          : `The file changes ${counted(changes.length, 'text')}${newIn(newLocales)}. Nothing is changed yet.`}
      </p>
      {bad.length > 0 && (
        <section class="notice alarm" aria-label="What can’t be read">
          <Icon name="alert" />
          <div class="stack tight">
            <strong>{counted(bad.length, 'row')} can’t be read and would be left out</strong>
            <ul>
              {bad.map(({ line, message }) => (
                <li key={`${line} ${message}`}>
                  Line {line}: {message}
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {changes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="translations" tabIndex={0} aria-label="Changes of the file">
          <table>
            <thead>
              <tr>
                <th scope="col">Text</th>
                <th scope="col">Language</th>
                <th scope="col">Now</th>
                <th scope="col">From the file</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ row, locale, before, after }) => (
                <tr key={`${row.id} ${locale}`}>
                  <th scope="row">{textInWords(row)}</th>
                  <td>{localeInWords(locale)}</td>
                  <td dir="auto" class="muted">
                    {before || '—'}
                  </td>
                  <td dir="auto">{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div class="dialog-foot">
        <Button onClick={onCancel}>{changes.length > 0 ? 'Cancel' : 'Back'}</Button>
        {changes.length > 0 && (
          <Button tone="primary" onClick={() => onApply(read)}>
            Change {counted(changes.length, 'text')}
          </Button>
        )}
      </div>
    </div>
  )
}

const newIn = (locales: readonly string[]) =>
  locales.length > 0 ? ` and brings ${locales.map(localeInWords).join(', ')}` : ''
