/** Whose words are being written: the nudge's own, those of an arm, those of a form. */
import { Segments } from '../../component/form/Segments.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { idOf, rootOf, wordsOf } from '../../model/editor/words.ts'
import { wordsInWords } from '../../words/translations.ts'
import type { SectionProps } from './Section.tsx'

/** Nothing where there are none but its own. */
export const WordsTabs = ({ editor, issues }: SectionProps) => {
  const draft = editor.draft.value
  const all = wordsOf(draft)
  if (all.length < 2) return null
  return (
    <div class="line">
      <Segments
        label="Whose words"
        value={idOf(editor.words.value)}
        options={all.map((words) => {
          const faults = issuesAt(issues, rootOf(draft, words)).length
          const text = wordsInWords(words)
          return { value: idOf(words), text: faults > 0 ? `${text} (${faults} to fix)` : text }
        })}
        onChange={(id) => {
          const words = all.find((one) => idOf(one) === id)
          if (words) editor.write(words)
        }}
      />
    </div>
  )
}
