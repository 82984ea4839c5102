/** The second factor on one's own page: whether there is one, and what can be done about it. */
import { useModel } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { type Asked, OwnSecondFactorModel } from '../../model/person/own-second-factor.ts'
import { SecondFactorSteps } from './SecondFactorSteps.tsx'

/** Fewer than this many are worth a word. */
const few = 4

export const SecondFactor = () => {
  const { api, session, toasts } = useConsole()
  const factor = useModel(() => new OwnSecondFactorModel(api))
  useEffect(() => void factor.load(), [factor])
  const state = factor.state.value
  const step = factor.step.value
  const onDone = async (what: Asked) => {
    if (what === 'turn_off') toasts.say('Your second factor is off; elsewhere you are signed out')
    await Promise.all([factor.load(), session.open()])
  }
  return (
    <section class="card" aria-labelledby="second-factor">
      <div class="card-head">
        <div>
          <div class="line">
            <h2 id="second-factor">Second factor</h2>
            {state?.since && <span class="badge good">On</span>}
          </div>
          <p class="hint">
            A code from an app on your phone, asked for after your password. Whoever learns your
            password alone can’t come in.
          </p>
        </div>
        {step.kind === 'none' && state?.since === null && (
          <Button size="small" onClick={() => factor.begin('set_up')}>
            Set it up
          </Button>
        )}
      </div>
      {!state && <Waiting failure={factor.failure.value} onRetry={factor.load} lines={1} />}
      {step.kind !== 'none' ? (
        <div class="card-body">
          <SecondFactorSteps factor={factor} onDone={onDone} />
        </div>
      ) : (
        state?.since && (
          <div class="card-body stack">
            <p>
              On since <Time at={state.since} />.{' '}
              {state.backupCodes === 0
                ? 'No backup code is left: without your phone you could not come in.'
                : `${state.backupCodes} backup ${state.backupCodes === 1 ? 'code is' : 'codes are'} left.`}
              {state.backupCodes > 0 && state.backupCodes < few && ' Better make new ones.'}
            </p>
            <div class="line">
              <Button size="small" onClick={() => factor.begin('new_codes')}>
                New backup codes
              </Button>
              <Button size="small" tone="quiet" onClick={() => factor.begin('turn_off')}>
                Turn it off
              </Button>
            </div>
          </div>
        )
      )}
    </section>
  )
}
