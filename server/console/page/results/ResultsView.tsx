/** The results of some days: what is known, the figures, the days, the table, the experiment. */
import { useEffect } from 'preact/hooks'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Choice, Cut } from '../../model/results/results-choice.ts'
import { knownInWords } from '../../words/results.ts'
import { Days } from './Days.tsx'
import { ExperimentCard } from './ExperimentCard.tsx'
import { ResultsTable } from './ResultsTable.tsx'
import { Summary } from './Summary.tsx'
import { Unknown } from './Unknown.tsx'

type Props = {
  choice: Choice
  nudge: string | null
  cuts: readonly { value: Cut; text: string }[]
  onChange(next: Partial<Choice>): void
}

export const ResultsView = ({ choice, nudge, cuts, onChange }: Props) => {
  const { results, nudges } = useWorkspace()
  const resource = results.of(choice, nudge)
  useEffect(() => {
    void resource.load(3000)
    void nudges.load(30_000)
  }, [resource, nudges])
  const data = resource.data.value
  if (!data || resource.failure.value) {
    return (
      <div class="card">
        <Waiting failure={resource.failure.value} onRetry={() => resource.load()} lines={6} />
      </div>
    )
  }
  if (data.total.shown.times + data.total.ghosts.times === 0) {
    return (
      <div class="card">
        <Empty
          title="Nothing was shown in these days"
          action={<Link to={nudge === null ? '/nudges' : `/nudges/${nudge}`}>Look at it</Link>}
        >
          Results begin with the first prompt that somebody sees. Choose more days, or see whether a
          nudge is live and its trigger fires.
        </Empty>
      </div>
    )
  }
  return (
    <div class="stack">
      <div class="results-known">
        <Icon name="eye" />
        <div class="stack tight">
          {knownInWords(data.total).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      <Summary results={data} />
      <Days results={data} />
      {data.experiment && <ExperimentCard result={data.experiment} />}
      <ResultsTable results={data} cuts={cuts} onChange={(by) => onChange({ by })} />
      <Unknown results={data} />
    </div>
  )
}
