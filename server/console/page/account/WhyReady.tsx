/** Why an account scores what it scores: part by part, with what was seen and what would raise it. */
import type { Readiness, ReadinessPartOf } from '../../../../shared/account/readiness.ts'
import { numberInWords } from '../../../../shared/words/number.ts'
import { Link } from '../../component/frame/Link.tsx'
import { partWords } from '../../words/readiness.ts'
import { Block } from './Block.tsx'

export const WhyReady = ({ readiness }: { readiness: Readiness }) => {
  const { score, sentence, parts, value } = readiness
  return (
    <Block title={`Why ${Math.round(score)}`}>
      <p>{sentence}.</p>
      <ul class="ready-parts">
        {parts
          .filter((one) => one.most > 0)
          .map((one) => (
            <Part key={one.part} part={one} />
          ))}
      </ul>
      <p class="muted small">
        {value.sentence}. <Link to="/readiness">What it is made of</Link>
      </p>
    </Block>
  )
}

const Part = ({
  part: { part, points, most, sentence, evidence, raise },
}: {
  part: ReadinessPartOf
}) => (
  <li>
    <div class="meter-words">
      <strong>{partWords[part]}</strong>
      <span class="number muted">
        <strong>{Math.round(points)}</strong> of {Math.round(most)}
      </span>
    </div>
    <div class="vessel ready-vessel">
      <span style={{ '--share': (points / most) * 100 }} />
    </div>
    {evidence.length > 1 || part === 'fit' ? (
      <ul class="ready-evidence">
        {evidence.map(({ what, seen }) => (
          <li key={what}>
            <span>{what}</span>
            <span class="muted">{seen}</span>
          </li>
        ))}
      </ul>
    ) : (
      <p class="muted small">{sentence}</p>
    )}
    {raise && (
      <p class="small">
        <span class="ready-gain">+{numberInWords(Math.round(raise.gain))}</span> {raise.sentence}
      </p>
    )}
  </li>
)
