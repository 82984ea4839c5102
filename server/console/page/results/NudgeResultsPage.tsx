import { useEffect } from 'preact/hooks'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import { pathTo } from '../../router.ts'
import { Export } from './Export.tsx'
import { PeriodChoice } from './PeriodChoice.tsx'
import { ResultsView } from './ResultsView.tsx'
import { useChoice } from './use-choice.ts'

const cuts = [
  { value: 'arm', text: 'Arm' },
  { value: 'locale', text: 'Language' },
  { value: 'plan', text: 'Plan' },
  { value: 'device', text: 'Device' },
] as const

export const NudgeResultsPage = ({ nudge }: { nudge: string }) => {
  const { nudges } = useWorkspace()
  const { choice, choose } = useChoice()
  useEffect(() => {
    void nudges.load(30_000)
  }, [nudges])
  const record = nudges.nudges.data.value?.find((one) => one.key === nudge)
  return (
    <Page
      title={nudges.nameOf.value('nudge', nudge)}
      back={{ to: '/results', text: 'Results' }}
      words="What came of this nudge."
      badge={record && <StatusBadge kind="nudge" status={record.status} />}
      actions={
        <>
          <Link class="button quiet" to={pathTo('nudge', nudge)}>
            Edit
          </Link>
          <Export choice={choice} nudge={nudge} />
        </>
      }
    >
      <PeriodChoice choice={choice} onChange={choose} />
      <ResultsView choice={choice} nudge={nudge} cuts={cuts} onChange={choose} />
    </Page>
  )
}
