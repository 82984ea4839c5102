import { Page } from '../../component/frame/Page.tsx'
import { Export } from './Export.tsx'
import { PeriodChoice } from './PeriodChoice.tsx'
import { ResultsView } from './ResultsView.tsx'
import { useChoice } from './use-choice.ts'

const cuts = [
  { value: 'nudge', text: 'Nudge' },
  { value: 'locale', text: 'Language' },
  { value: 'plan', text: 'Plan' },
  { value: 'device', text: 'Device' },
] as const

export const ResultsPage = () => {
  const { choice, choose } = useChoice()
  return (
    <Page
      title="Results"
      words="What came of the prompts: what people did, what accounts bought, and how surely that is known."
      actions={<Export choice={choice} nudge={null} />}
    >
      <PeriodChoice choice={choice} onChange={choose} />
      <ResultsView choice={choice} nudge={null} cuts={cuts} onChange={choose} />
    </Page>
  )
}
