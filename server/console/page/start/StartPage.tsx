/** From an empty workspace to the first prompt on the customer's own page. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import {
  nextStep,
  optionalSteps,
  progressOf,
  type StepName,
  stepsDone,
} from '../../model/start/start-steps.ts'
import { HeardStep } from './HeardStep.tsx'
import { IdentityStep } from './IdentityStep.tsx'
import { NudgeStep } from './NudgeStep.tsx'
import { OriginStep } from './OriginStep.tsx'
import { SeenStep } from './SeenStep.tsx'
import { SnippetStep } from './SnippetStep.tsx'

const titles: Record<StepName, string> = {
  origins: 'Say where your product lives',
  snippet: 'Paste the snippet',
  heard: 'See that we hear you',
  identity: 'Prove who is on the page',
  nudge: 'Make the first nudge',
  seen: 'See it on your page',
}

const bodies: Record<StepName, () => ComponentChildren> = {
  origins: () => <OriginStep />,
  snippet: () => <SnippetStep />,
  heard: () => <HeardStep />,
  identity: () => <IdentityStep />,
  nudge: () => <NudgeStep />,
  seen: () => <SeenStep />,
}

/** What is known of the way, once all of it is. */
export function useSteps() {
  const { start, install, identity } = useWorkspace()
  const [state, keys] = [start.state.data.value, install.keys.data.value]
  if (!state || !keys || !start.published.value) return undefined
  return stepsDone({
    keys,
    start: state,
    identity: identity.state.data.value,
    published: start.published.value.length,
  })
}

export const StartPage = () => {
  const { start, install, identity, accounts } = useWorkspace()
  const { router } = useConsole()
  useEffect(() => {
    void start.load(1000)
    void install.load(3000)
    void identity.state.load(3000)
    void accounts.loadNames(30_000)
    const stops = [start.follow(), install.listen()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [start, install, identity, accounts])
  const done = useSteps()
  const opened = useSignal<StepName | null>(null)
  const next = done && nextStep(done)
  const current = opened.value ?? next ?? 'seen'
  const { done: count, of } = done ? progressOf(done) : { done: 0, of: 1 }
  return (
    <Page
      title="Your first prompt"
      words="Five steps and one for later, some five minutes. Each is ticked by what really happens: leave when you like, it goes on where it is."
      actions={
        <Button
          tone="quiet"
          onClick={() => {
            start.dismiss()
            router.go('/')
          }}
        >
          {next ? 'Not now' : 'Done with the guide'}
        </Button>
      }
    >
      {!done ? (
        <Waiting failure={start.state.failure.value} onRetry={() => start.load()} lines={6} />
      ) : (
        <>
          <div class="start-progress">
            <div class="vessel" aria-hidden="true">
              <span style={{ '--share': (count / of) * 100 }} />
            </div>
            <span class="muted small">
              {count} of {of} done
            </span>
          </div>
          <ol class="steps">
            {(Object.keys(titles) as StepName[]).map((name, i) => (
              <Step
                key={name}
                name={name}
                number={i + 1}
                isDone={done[name]}
                isOpen={current === name}
                onOpen={() => {
                  opened.value = name
                }}
              />
            ))}
          </ol>
        </>
      )}
    </Page>
  )
}

type StepProps = {
  name: StepName
  number: number
  isDone: boolean
  isOpen: boolean
  onOpen(): void
}

const Step = ({ name, number, isDone, isOpen, onOpen }: StepProps) => (
  <li class={`card start-step ${isDone ? 'done' : ''} ${isOpen ? 'open' : ''}`}>
    <h2>
      <button type="button" class="start-head" aria-expanded={isOpen} onClick={onOpen}>
        <span class="step-number" aria-hidden="true">
          {isDone ? <Icon name="check" size={14} /> : number}
        </span>
        <span>
          {titles[name]}
          {isDone && <span class="visually-hidden">, done</span>}
        </span>
        {optionalSteps.includes(name) && !isDone && (
          <span class="badge plain">Before real people come</span>
        )}
      </button>
    </h2>
    {isOpen && <div class="start-body stack">{bodies[name]()}</div>}
  </li>
)
