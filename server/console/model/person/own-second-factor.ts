/** One's own second factor, and the steps of setting it up. */
import { createModel, signal } from '@preact/signals'
import type { Answer, Api } from '../../api.ts'
import type { NewSecondFactor, OwnSecondFactor } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'

/** What the password is asked for. */
export type Asked = 'set_up' | 'new_codes' | 'turn_off'

export type SecondFactorStep =
  | { kind: 'none' }
  | { kind: 'password'; to: Asked }
  /** The app is shown its secret, and a first code of it is awaited. */
  | { kind: 'app'; shown: NewSecondFactor }
  /** Told this once. */
  | { kind: 'codes'; codes: string[] }

export const OwnSecondFactorModel = createModel((api: Api) => {
  const state = createResource<OwnSecondFactor>(api.secondFactor)
  const step = signal<SecondFactorStep>({ kind: 'none' })
  const fault = signal<string | null>(null)
  const isBusy = signal(false)

  const go = (next: SecondFactorStep) => {
    step.value = next
    fault.value = null
  }
  const ask = async <T>(run: () => Promise<Answer<T>>, then: (value: T) => SecondFactorStep) => {
    isBusy.value = true
    const answer = await run()
    isBusy.value = false
    if (answer.kind === 'ok') go(then(answer.value))
    else fault.value = answer.failure.issues[0]?.message ?? failureInWords(answer.failure)
    return answer.kind === 'ok'
  }
  const told = ({ backupCodes }: { backupCodes: string[] }): SecondFactorStep => ({
    kind: 'codes',
    codes: backupCodes,
  })

  return {
    state: state.data,
    failure: state.failure,
    load: state.load,
    step,
    fault,
    isBusy,
    begin: (to: Asked) => go({ kind: 'password', to }),
    cancel: () => go({ kind: 'none' }),
    /** Answers whether it was the right one. */
    async confirmPassword(password: string): Promise<boolean> {
      if (step.value.kind !== 'password') return false
      const { to } = step.value
      switch (to) {
        case 'set_up':
          return ask(
            () => api.beginSecondFactor(password),
            (shown) => ({ kind: 'app', shown }),
          )
        case 'new_codes':
          return ask(() => api.newBackupCodes(password), told)
        case 'turn_off':
          return ask(
            () => api.dropSecondFactor(password),
            () => ({ kind: 'none' }),
          )
        default:
          return to satisfies never
      }
    },
    confirmCode: (code: string) => ask(() => api.confirmSecondFactor(code), told),
  }
})
export type OwnSecondFactorState = InstanceType<typeof OwnSecondFactorModel>
