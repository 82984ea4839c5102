import { SureButton } from '../../component/button/SureButton.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import type { Source } from '../../contract.ts'

export const Revoke = ({ source }: { source: Source }) => {
  const { router } = useConsole()
  const { sources } = useWorkspace()
  const revoke = async () => {
    if (await sources.revoke(source)) router.go('/sources')
  }
  return (
    <div class="line">
      <SureButton
        needs="keys"
        text="Revoke the source"
        of={source.name}
        sure="Revoke for good"
        onSure={revoke}
      />
      <span class="hint">What has come stays. Its write key works no more.</span>
    </div>
  )
}
