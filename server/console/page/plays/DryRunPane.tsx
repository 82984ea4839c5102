/** What a play would have done on what is stored: alerts a day, by rep, and what stood in its way. */

import type { DryRunReport, RepLoad } from '../../../../shared/play/dry-run.ts'
import type { PlayOutcome } from '../../../../shared/play/play.ts'
import { counted, numberInWords } from '../../../../shared/words/number.ts'
import { ReplayFigure } from '../../component/figure/ReplayFigure.tsx'
import { ReplayProgress } from '../../component/figure/ReplayProgress.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import type { DryRunning } from '../../model/play/dry-running.ts'
import type { PlayNames } from '../../words/play.ts'

const spans = { 7: '7 days', 30: '30 days', 90: '90 days', 365: 'a year' } as const

type Props = { running: DryRunning; names: PlayNames }

export const DryRunPane = ({ running, names }: Props) => {
  const report = running.report.value
  return (
    <aside class="card replay" aria-label="Dry run">
      <div class="card-head">
        <div>
          <h2>What it would have done</h2>
          <p class="hint">
            {report
              ? `On ${counted(report.days, 'day')} of your history, beside the plays that are live.`
              : 'On the history that is stored, beside the plays that are live.'}
          </p>
        </div>
        <ChoiceOf
          label="How far back"
          value={String(running.days.value) as keyof typeof spans & string}
          options={spans as unknown as Record<string, string>}
          onChange={(next) => {
            running.days.value = Number(next)
          }}
        />
      </div>
      <div class="card-body stack">
        {running.isRunning.value && (
          <ReplayProgress words="Reading history" progress={running.progress.value} />
        )}
        {running.isIncomplete.value && (
          <p class="muted">
            {report
              ? 'Something is missing on the left. What stands here is from before.'
              : 'Choose its signals, and what is to happen, to see what it would have done.'}
          </p>
        )}
        {running.failure.value && (
          <p class="fault">
            <Icon name="alert" size={14} />
            {running.failure.value}
          </p>
        )}
        {report && <Figures report={report} isOld={running.isRunning.value} />}
        {report && <Notes report={report} />}
        {report && <UnknownReadiness report={report} names={names} />}
        {report && report.reps.length > 0 && <Reps reps={report.reps} />}
      </div>
    </aside>
  )
}

const Figures = ({ report, isOld }: { report: DryRunReport; isOld: boolean }) => (
  <dl class={`replay-figures${isOld ? ' old' : ''}`} aria-live="polite">
    <ReplayFigure name="Signals" value={numberInWords(report.signals)}>
      of {counted(report.accounts, 'account')}; it acts for {numberInWords(report.acted)}
    </ReplayFigure>
    <ReplayFigure name="Alerts to reps" value={numberInWords(report.told)}>
      one by one
    </ReplayFigure>
    <ReplayFigure name="In digests" value={numberInWords(report.inDigests)}>
      beyond a day’s alerts, or for digests only
    </ReplayFigure>
    <ReplayFigure
      name="A day, for one rep"
      value={report.median === null ? '–' : numberInWords(report.median)}
    >
      {report.median === null
        ? 'no rep would have been told'
        : `at the median of days with any; ${numberInWords(report.most)} at most`}
    </ReplayFigure>
  </dl>
)

const outcomeWords: Record<Exclude<PlayOutcome, 'acted'>, string> = {
  out_of_audience: 'of accounts that it is not for',
  too_few_people: 'too few people had shown it',
  not_ready: 'of accounts that were not ready enough',
  no_score: 'of accounts without a readiness score',
  readiness_unknown: 'of accounts of which nobody knows how ready they were',
  after_another: 'another play went before it',
  holdout: 'in the holdout',
}

/** Why the rest of the signals came to nothing. */
const Notes = ({ report }: { report: DryRunReport }) => {
  const { outcomes, unowned, over, sent } = report
  const left = Object.entries(outcomeWords).flatMap(([outcome, words]) => {
    const count = outcomes[outcome as keyof typeof outcomes] ?? 0
    return count > 0 ? [[count, words] as const] : []
  })
  const notes = [
    ...left,
    ...(over > 0 ? [[over, 'over before anybody could be told'] as const] : []),
    ...(sent > 0 ? [[sent, 'sent to channels, CRMs and webhooks'] as const] : []),
  ]
  return (
    <>
      {notes.length > 0 && (
        <ul class="play-notes">
          {notes.map(([count, words]) => (
            <li key={words}>
              <strong class="number">{numberInWords(count)}</strong>
              <span class="muted">{words}</span>
            </li>
          ))}
        </ul>
      )}
      {unowned > 0 && (
        <p class="notice alarm">
          <Icon name="alert" />
          <span>
            {counted(unowned, 'alert')} would have waited: nobody owns these accounts. Name an owner
            under <Link to="/sales-team">Sales team</Link>.
          </span>
        </p>
      )}
    </>
  )
}

/** What was assumed where nobody knows. */
const UnknownReadiness = ({ report, names }: { report: DryRunReport; names: PlayNames }) => {
  const { outcomes, leftOut } = report
  const isDraft = (outcomes.readiness_unknown ?? 0) > 0
  if (!isDraft && leftOut.length === 0) return null
  const others = leftOut.map((key) => `“${names.play(key)}”`).join(', ')
  return (
    <p class="notice">
      <Icon name="info" />
      <span>
        How ready accounts were is not kept.
        {isDraft &&
          ' It is taken as if all of them had been ready enough: this is the most that would have come.'}
        {leftOut.length > 0 && ` Left out, because it is asked there: ${others}.`}
      </span>
    </p>
  )
}

const Reps = ({ reps }: { reps: readonly RepLoad[] }) => (
  <section class="stack tight" aria-labelledby="dry-run-reps">
    <h3 id="dry-run-reps">By rep</h3>
    <ul class="play-reps">
      {reps.map((load) => (
        <li key={load.rep}>
          <span class="truncate">{load.rep}</span>
          <span class="muted small">{loadInWords(load)}</span>
        </li>
      ))}
    </ul>
  </section>
)

function loadInWords({ alerts, inDigests, median, most, fullDays }: RepLoad): string {
  const daily = median === null ? '' : `: ${numberInWords(median)} a day, ${most} at most`
  const parts = [
    `${counted(alerts, 'alert')}${daily}`,
    ...(inDigests > 0 ? [`${numberInWords(inDigests)} in digests`] : []),
    ...(fullDays.length > 0
      ? [`${counted(fullDays.length, 'full day')}, the last ${fullDays.at(-1)}`]
      : []),
  ]
  return parts.join('; ')
}
