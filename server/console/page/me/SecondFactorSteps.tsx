/** The steps of setting a second factor up, of new backup codes, and of turning it off. */
import type { Asked, OwnSecondFactorState } from '../../model/person/own-second-factor.ts'
import { AppStep } from './AppStep.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { PasswordStep } from './PasswordStep.tsx'

type Props = {
  factor: OwnSecondFactorState
  /** Something has changed, and whoever did it has seen what there was to see. */
  onDone(what: Asked): unknown
  /** Without: there is no way around it. */
  canCancel?: boolean
}

export const SecondFactorSteps = ({ factor, onDone, canCancel = true }: Props) => {
  const step = factor.step.value
  const onCancel = canCancel ? factor.cancel : undefined
  switch (step.kind) {
    case 'none':
      return null
    case 'password':
      return (
        <PasswordStep
          key={step.to}
          to={step.to}
          factor={factor}
          onCancel={onCancel}
          onRight={() => step.to === 'turn_off' && onDone('turn_off')}
        />
      )
    case 'app':
      return <AppStep shown={step.shown} factor={factor} onCancel={onCancel} />
    case 'codes':
      return (
        <BackupCodes
          codes={step.codes}
          onKept={() => {
            factor.cancel()
            onDone('set_up')
          }}
        />
      )
    default:
      return step satisfies never
  }
}
