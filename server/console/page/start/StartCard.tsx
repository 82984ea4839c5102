/** The guide, offered where somebody comes in, until the first prompt was seen or they have said no. */
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { nextStep, progressOf } from '../../model/start/start-steps.ts'
import { useSteps } from './StartPage.tsx'

export const StartCard = () => {
  const { start, install } = useWorkspace()
  useEffect(() => {
    void start.load(10_000)
    void install.keys.load(10_000)
  }, [start, install])
  const done = useSteps()
  if (!done || start.isDismissed.value || !nextStep(done)) return null
  const { done: count, of } = progressOf(done)
  return (
    <section class="card start-card" aria-label="Your first prompt">
      <div>
        <h2>
          {count === 0
            ? 'See your first prompt in five minutes'
            : 'On the way to your first prompt'}
        </h2>
        <p class="hint">
          {count === 0
            ? 'A snippet, a nudge from a template, and your own page.'
            : `${count} of ${of} steps are done.`}
        </p>
      </div>
      <div class="line">
        <Link class="button primary" to="/start">
          {count === 0 ? 'Begin' : 'Go on'}
        </Link>
        <Button tone="quiet" onClick={start.dismiss}>
          Not now
        </Button>
      </div>
    </section>
  )
}
