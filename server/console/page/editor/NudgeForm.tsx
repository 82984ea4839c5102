import type { Editor } from '../../model/editor/editor.ts'
import type { Preview } from '../../model/editor/preview.ts'
import { AudienceSection } from './AudienceSection.tsx'
import { CapsSection } from './CapsSection.tsx'
import { CopySection } from './CopySection.tsx'
import { ExperimentSection } from './ExperimentSection.tsx'
import { FormsSection } from './FormsSection.tsx'
import { IdentitySection } from './IdentitySection.tsx'
import { issuesOf } from './issues-of.ts'
import { MoreSection } from './MoreSection.tsx'
import { PlaceSection } from './PlaceSection.tsx'
import { WhenSection } from './WhenSection.tsx'

type Props = { editor: Editor; preview: Preview; isNew: boolean }

export const NudgeForm = ({ editor, preview, isNew }: Props) => {
  const issues = issuesOf(editor, preview)
  const section = { editor, issues }
  return (
    <>
      <IdentitySection {...section} isNew={isNew} />
      <CopySection {...section} />
      <MoreSection {...section} preview={preview} />
      <PlaceSection {...section} />
      <WhenSection {...section} />
      <AudienceSection {...section} />
      <FormsSection {...section} />
      <CapsSection {...section} />
      <ExperimentSection {...section} />
    </>
  )
}
