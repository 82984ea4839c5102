import { useEffect } from 'preact/hooks'
import { numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Figures as FiguresOf } from '../../contract.ts'
import { StartCard } from '../start/StartCard.tsx'
import { NewestSignals } from './NewestSignals.tsx'
import { NudgeRanking } from './NudgeRanking.tsx'
import { TroubledDestinations } from './TroubledDestinations.tsx'

export const OverviewPage = () => {
  const { overview, nudges, accounts } = useWorkspace()
  useEffect(() => {
    void overview.load(5000)
    void nudges.load(30_000)
    void accounts.loadNames(30_000)
  }, [overview, nudges, accounts])
  const data = overview.data.value
  return (
    <Page
      title="Overview"
      words="Which accounts filled up, what they were shown, and what came of it."
      actions={
        <Segments
          label="Period"
          value={overview.days.value}
          options={[
            { value: 7, text: '7 days' },
            { value: 30, text: '30 days' },
          ]}
          onChange={overview.choose}
        />
      }
    >
      <TroubledDestinations />
      <StartCard />
      {!data && <Waiting failure={overview.failure.value} onRetry={overview.load} />}
      {data && data.figures.events === 0 && (
        <div class="card">
          <Empty title="Nothing has happened yet" action={<Link to="/install">Set it up</Link>}>
            Paste the snippet into your product. The first page that opens shows up here.
          </Empty>
        </div>
      )}
      {data && data.figures.events > 0 && (
        <>
          <Figures figures={data.figures} />
          <div class="overview-columns">
            <NudgeRanking results={data.nudges} />
            <NewestSignals signals={data.signals} />
          </div>
        </>
      )}
    </Page>
  )
}

const Figures = ({ figures }: { figures: FiguresOf }) => {
  const { events, paywallHits, signals, shown, clicked, trials } = figures
  const list = [
    { text: 'Events', value: events, note: null },
    { text: 'Paywall hits', value: paywallHits, note: null },
    { text: 'Signals', value: signals, note: null },
    { text: 'Prompts shown', value: shown, note: null },
    { text: 'Clicked', value: clicked, note: `${shareInWords(clicked, shown)} of shown` },
    { text: 'Trials started', value: trials, note: `${shareInWords(trials, shown)} of shown` },
  ]
  return (
    <dl class="card figures">
      {list.map(({ text, value, note }) => (
        <div key={text}>
          <dt>{text}</dt>
          <dd>
            {numberInWords(value)}
            {note && <span>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
