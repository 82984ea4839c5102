import { RichText } from '../../component/rich-text/RichText.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { Preview } from '../../model/editor/preview.ts'
import type { CopyProps } from './Section.tsx'

type Props = CopyProps & { preview: Preview }

export const CountdownFields = ({ editor, issues, locale, root, copy, preview }: Props) => {
  const { countdown } = copy
  const path = `${root}.countdown`
  const state = preview.state.value
  const hasNoEnd = countdown && state.kind === 'current' && !state.prompt.countdown
  const found = issuesAt(issues, path)
  return (
    <RichText
      path={path}
      label="Countdown"
      kind="line"
      isOptional
      issues={found}
      most={80}
      placeholder="The offer ends in"
      hint={
        hasNoEnd && !preview.isBehind.value
          ? 'Nothing is counted down now: this nudge, or another live one that proposes the same offer, has no end.'
          : 'Stands before the time that is left until no live nudge proposes the offer to the account any more.'
      }
      value={countdown ?? ''}
      onChange={(text) => editor.setCopy(locale, { countdown: text || undefined })}
    />
  )
}
