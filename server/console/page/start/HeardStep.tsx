/** Whether anything arrives and, while nothing does, what is known to be in the way. */
import { useWorkspace } from '../../component/frame/context.tsx'
import { Heard } from '../install/Heard.tsx'
import { SuggestedOrigins } from '../install/SuggestedOrigins.tsx'
import { WrongKeys } from '../install/WrongKeys.tsx'
import { Trouble } from './Trouble.tsx'

export const HeardStep = () => {
  const { install, start } = useWorkspace()
  const key = install.publishable.value
  const heard = start.state.data.value?.heard
  return (
    <>
      <p class="muted">
        Open a page that has the snippet. This turns green with the first thing that it tells.
      </p>
      <Heard />
      {key && <SuggestedOrigins record={key} />}
      <WrongKeys />
      {!heard && <Trouble />}
    </>
  )
}
