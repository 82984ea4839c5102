import { SecretDialog as Secret } from '../../../component/dialog/SecretDialog.tsx'
import { useWorkspace } from '../../../component/frame/context.tsx'

export const SecretDialog = () => {
  const { identity } = useWorkspace()
  const made = identity.made.value
  if (!made) return null
  return (
    <Secret secret={made.secret} onClose={identity.forgetSecret}>
      Tokens that are signed with it name the kid <code>{made.key.id}</code>.
    </Secret>
  )
}
