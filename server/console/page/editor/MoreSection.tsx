/** What a prompt can carry beside its words. */
import { localeInWords } from '../../../../shared/words/locale.ts'
import type { Preview } from '../../model/editor/preview.ts'
import { ComparisonFields } from './ComparisonFields.tsx'
import { CountdownFields } from './CountdownFields.tsx'
import { PictureFields } from './PictureFields.tsx'
import { Section, type SectionProps } from './Section.tsx'
import { UsageFields } from './UsageFields.tsx'

type Props = SectionProps & { preview: Preview }

export const MoreSection = ({ editor, issues, preview }: Props) => {
  const locale = editor.locale.value
  const copy = editor.copies.value[locale]
  if (!copy) return null
  const fields = { editor, issues, locale, root: `${editor.root.value}.${locale}`, copy }
  return (
    <Section
      title="More to show"
      words="All of it is optional. What isn’t known of an account isn’t shown to it."
      aside={<span class="badge plain">{localeInWords(locale)}</span>}
    >
      <PictureFields {...fields} />
      <ComparisonFields {...fields} />
      <CountdownFields {...fields} preview={preview} />
      <UsageFields {...fields} />
    </Section>
  )
}
