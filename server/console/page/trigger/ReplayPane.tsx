/** What the trigger would have done on what is stored: figures, days, and other thresholds. */
import type { Rate, ReplayReport } from '../../../../shared/replay/replay.ts'
import { numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import { Chart } from '../../component/figure/Chart.tsx'
import { ReplayFigure } from '../../component/figure/ReplayFigure.tsx'
import { ReplayProgress } from '../../component/figure/ReplayProgress.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import type { Replaying } from '../../model/trigger/replaying.ts'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { durationInWords } from '../../words/time.ts'
import { ThresholdCurve } from './ThresholdCurve.tsx'

type Props = { editor: TriggerEditor; replaying: Replaying }

export const ReplayPane = ({ editor, replaying }: Props) => {
  const report = replaying.report.value
  const isWaiting = editor.issues.value.length > 0
  return (
    <aside class="card replay" aria-label="Replay">
      <div class="card-head">
        <div>
          <h2>What it would have done</h2>
          <p class="hint">
            {report
              ? `On ${numberInWords(Math.round(report.days))} days and ${numberInWords(report.events)} events of your history.`
              : 'On the history that is stored.'}
          </p>
        </div>
        {replaying.isRunning.value && (
          <ReplayProgress words="Replaying" progress={replaying.progress.value} />
        )}
      </div>
      <div class="card-body stack">
        {isWaiting && (
          <p class="muted">Something is missing on the left. What stands here is from before.</p>
        )}
        {replaying.failure.value && (
          <p class="fault">
            <Icon name="alert" size={14} />
            {replaying.failure.value}
          </p>
        )}
        {report && <Figures report={report} replaying={replaying} />}
        {report && <ThresholdCurve replaying={replaying} />}
        {report && <Days report={report} />}
        {report && <Overlap report={report} own={editor.draft.value.key} />}
      </div>
    </aside>
  )
}

const Figures = ({ report, replaying }: { report: ReplayReport; replaying: Replaying }) => {
  // The curve knows the firings of a new threshold before its replay has come.
  const known = replaying.isRunning.value ? replaying.point.value : undefined
  const firings = known?.firings ?? report.firings.total
  const accounts = known?.accounts ?? report.firings.perAccount.accounts
  const precision = known?.precision ?? report.precision
  const recall = known?.recall ?? report.recall
  const lift = known?.lift ?? report.lift
  const perDay = report.days > 0 ? firings / report.days : 0
  const { median } = report.leadDays
  const old = replaying.isRunning.value && !known ? ' old' : ''
  return (
    <dl class={`replay-figures${old}`} aria-live="polite">
      <ReplayFigure name="Firings" value={numberInWords(firings)}>
        {perDay >= 1 ? `${perDay.toFixed(1)} a day` : `${(perDay * 7).toFixed(1)} a week`}, in{' '}
        {numberInWords(accounts)} accounts
      </ReplayFigure>
      <ReplayFigure name="Precision" value={rateInWords(precision)}>
        {precision.of === 0
          ? 'too early to judge any'
          : `${numberInWords(precision.hits)} of ${numberInWords(precision.of)} bought within ${durationInWords('30d')}`}
      </ReplayFigure>
      <ReplayFigure name="Caught" value={rateInWords(recall)}>
        {recall.of === 0
          ? 'nobody has bought yet'
          : `${numberInWords(recall.hits)} of ${numberInWords(recall.of)} who bought`}
      </ReplayFigure>
      <ReplayFigure name="Lead time" value={median === null ? '–' : `${median.toFixed(1)} days`}>
        from the first firing until they bought, at the median
      </ReplayFigure>
      <ReplayFigure
        name="Beside chance"
        value={lift.value === null ? '–' : `${lift.value.toFixed(1)}×`}
      >
        {lift.low === null || lift.high === null
          ? 'not known yet'
          : `between ${lift.low.toFixed(1)}× and ${lift.high.toFixed(1)}×`}
      </ReplayFigure>
      <ReplayFigure name="True now" value={numberInWords(report.meeting.accounts)}>
        of {numberInWords(report.accounts)} accounts
      </ReplayFigure>
    </dl>
  )
}

const rateInWords = ({ value }: Rate) => (value === null ? '–' : shareInWords(value, 1))

const Days = ({ report }: { report: ReplayReport }) => {
  const { perDay } = report.firings
  const most = perDay.reduce((best, one) => (one.firings > best.firings ? one : best), {
    date: '',
    firings: 0,
    accounts: 0,
  })
  return (
    <section class="stack tight" aria-labelledby="replay-days">
      <h3 id="replay-days">Firings by day</h3>
      <Chart
        label="Firings by day"
        isTime
        height={130}
        places={perDay.map((one) => Date.parse(one.date) / 1000)}
        lines={[
          {
            label: 'Firings',
            values: perDay.map((one) => one.firings),
            color: 'fill',
            drawnAs: 'bars',
          },
        ]}
      >
        {most.firings === 0
          ? 'It would not have fired on any day.'
          : `Most on ${most.date}: ${most.firings} firings in ${most.accounts} accounts.`}
      </Chart>
    </section>
  )
}

const Overlap = ({ report, own }: { report: ReplayReport; own: string }) => {
  const { triggers } = useWorkspace()
  const others = report.overlap.filter(
    ({ trigger, share }) => trigger !== own && (share ?? 0) >= 0.5,
  )
  if (others.length === 0) return null
  return (
    <p class="muted small">
      {others.map(({ trigger, share }) => (
        <span key={trigger}>
          {shareInWords(share ?? 0, 1)} of its firings come while “
          {triggers.find(trigger)?.draft.name ?? trigger}” is active.{' '}
        </span>
      ))}
    </p>
  )
}
