/** What the workspace's own conversions say of the weights, shown before anybody adopts it. */
import type { Learned } from '../../../../shared/account/readiness-learning.ts'
import { counted, numberInWords } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { orderInWords, refusalInWords } from '../../words/readiness.ts'
import { Section } from '../editor/Section.tsx'
import { CalibrationTable, PartsTable, QuartersTable } from './LearnedTables.tsx'
import type { ReadinessProps } from './WeightsSection.tsx'

export const LearnSection = (props: ReadinessProps) => {
  const { readiness } = props
  const learning = readiness.learning.value
  const isLearning = readiness.isLearning.value
  return (
    <Section
      title="Learned from your conversions"
      words="Looks back at what each account had, every two weeks, and at who bought in the two weeks after. Later weeks judge what earlier ones taught. Nothing changes before you adopt it."
      aside={
        <Button size="small" disabled={isLearning} onClick={() => void readiness.learn()}>
          {isLearning ? 'Looking back…' : learning ? 'Learn again' : 'Learn from our conversions'}
        </Button>
      }
    >
      <div aria-live="polite" class="stack">
        {isLearning && <p class="muted small">Reading the history. A large one takes a minute.</p>}
        {learning?.kind === 'refused' && (
          <p class="notice">
            <Icon name="alert" />
            <span>{refusalInWords(learning)}</span>
          </p>
        )}
        {learning?.kind === 'learned' && <Result {...props} learned={learning} />}
        {!learning && !isLearning && (
          <p class="muted small">It takes 30 conversions, and ten weeks of history.</p>
        )}
      </div>
    </Section>
  )
}

const Result = ({ readiness, model, learned }: ReadinessProps & { learned: Learned }) => {
  const { training, validation } = learned
  return (
    <>
      <p>{orderInWords(learned)}</p>
      <PartsTable learned={learned} weights={model.weights} />
      <div class="line">
        <Button needs="author" icon="check" onClick={() => readiness.adopt(learned, Date.now())}>
          Adopt these weights
        </Button>
      </div>
      <div class="readiness-tables">
        <QuartersTable quarters={learned.quarters} />
        <CalibrationTable bins={learned.calibration} />
      </div>
      <p class="muted small">
        Learned from {counted(training.conversions, 'conversion')} in{' '}
        {counted(training.looks, 'look')} at accounts, {numberInWords(training.rows)} rows; judged
        by {counted(validation.conversions, 'conversion')} in{' '}
        {counted(validation.looks, 'later look')}, {numberInWords(validation.rows)} rows.
      </p>
    </>
  )
}
