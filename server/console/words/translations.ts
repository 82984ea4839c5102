/** Where a text of a nudge stands, as those who write and translate it call it. */
import type { TextRow } from '../model/editor/translations.ts'
import type { Words } from '../model/editor/words.ts'
import { pathInWords } from './path.ts'

/** "Title", "Arm B: Action 1, label". */
export function textInWords({ words, path }: Pick<TextRow, 'words' | 'path'>): string {
  const place = pathInWords(path)
  return words.kind === 'own' ? place : `${wordsInWords(words)}: ${place}`
}

export function wordsInWords(words: Words): string {
  if (words.kind === 'own') return 'The nudge'
  if (words.kind === 'arm') return `Arm ${words.arm.toUpperCase()}`
  return words.form === 'ask_admin' ? 'Asking an admin' : 'Leading to sales'
}
