/** In place of a workspace that asks for a second factor, for who has none. */
import { useModel } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { OwnSecondFactorModel } from '../../model/person/own-second-factor.ts'
import { SecondFactorSteps } from '../me/SecondFactorSteps.tsx'
import { Welcome } from './Welcome.tsx'

export const SecondFactorPage = () => {
  const { api, session } = useConsole()
  const factor = useModel(() => new OwnSecondFactorModel(api))
  useEffect(() => factor.begin('set_up'), [factor])
  const state = session.state.value
  const here = session.workspace.value
  const others = state.kind === 'in' ? state.me.workspaces.filter((one) => one.id !== here?.id) : []
  return (
    <Welcome
      title="Set up a second factor"
      words={`${here?.name ?? 'This workspace'} asks its members for one: a code from an app on your phone, beside your password.`}
    >
      <SecondFactorSteps factor={factor} onDone={session.open} canCancel={false} />
      <div class="line">
        {others.map(({ id, name }) => (
          <Button key={id} size="small" tone="quiet" onClick={() => session.choose(id)}>
            Go to {name}
          </Button>
        ))}
        <Button size="small" tone="quiet" onClick={() => void session.signOut()}>
          Log out
        </Button>
      </div>
    </Welcome>
  )
}
