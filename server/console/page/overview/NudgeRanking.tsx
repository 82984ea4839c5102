import { counted, enough, numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import type { NudgeResult } from '../../contract.ts'
import { pathTo } from '../../router.ts'

export const NudgeRanking = ({ results }: { results: NudgeResult[] }) => {
  const { nudges } = useWorkspace()
  const ranked = results.toSorted((a, b) => b.clicked - a.clicked || b.shown - a.shown)
  const most = Math.max(1, ...ranked.map((result) => result.shown))
  return (
    <section class="card">
      <div class="card-head">
        <h2>Nudges by clicks</h2>
        <Link class="button quiet small" to={pathTo('results')}>
          All results
        </Link>
      </div>
      {ranked.length === 0 && <div class="card-body muted">No nudge was shown in these days.</div>}
      <ul class="rows">
        {ranked.map(({ key, shown, clicked, dismissed, trials }) => (
          <li key={key}>
            <Link class="row ranking-row" to={pathTo('nudgeResults', key)}>
              <span class="row-words">
                <span class="row-title">{nudges.nameOf.value('nudge', key)}</span>
                <span class="ranking-bar" aria-hidden="true">
                  <span style={{ '--share': (shown / most) * 100 }} />
                  <span style={{ '--share': (clicked / most) * 100 }} />
                </span>
                <span class="row-sub">
                  <span>{numberInWords(shown)} shown</span>
                  <span>{numberInWords(dismissed)} closed</span>
                  {trials > 0 && <span>{counted(trials, 'trial')}</span>}
                  {shown < enough && <span>too few for a rate</span>}
                </span>
              </span>
              <span class="figure">
                <strong>{numberInWords(clicked)}</strong>
                <span>
                  {shown < enough ? 'clicked' : `${shareInWords(clicked, shown)} clicked`}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
