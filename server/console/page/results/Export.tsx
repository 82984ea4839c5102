/** What is on the page, for a spreadsheet. */
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import type { Choice } from '../../model/results/results-choice.ts'

type Props = { choice: Choice; nudge: string | null }

export const Export = ({ choice, nudge }: Props) => {
  const { results } = useWorkspace()
  return (
    <>
      <a class="button" href={results.csvAddress(choice, nudge, 'rows')} download>
        <Icon name="download" />
        Table as CSV
      </a>
      <a class="button" href={results.csvAddress(choice, nudge, 'days')} download>
        <Icon name="download" />
        Days as CSV
      </a>
    </>
  )
}
