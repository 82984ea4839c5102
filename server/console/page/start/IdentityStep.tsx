import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Identity } from '../install/identity/Identity.tsx'

export const IdentityStep = () => {
  const { identity } = useWorkspace()
  const mode = identity.state.data.value?.mode
  return (
    <>
      <p class="muted">
        A page says who is on it, and anybody can write a page. Have your backend sign a token, and
        nobody can pose as somebody else. You can do that later, under{' '}
        <Link to="/install">Set up</Link>; the first prompt needs none.
        {mode === 'off' && ' Choose “Report” when your backend signs: tokens are checked then.'}
      </p>
      <Identity />
    </>
  )
}
