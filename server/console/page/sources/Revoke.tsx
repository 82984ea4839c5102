import { useSignal } from '@preact/signals'
import { Button } from '../../component/Button.tsx'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import type { Source } from '../../contract.ts'

export const Revoke = ({ source }: { source: Source }) => {
  const { router } = useConsole()
  const { sources } = useWorkspace()
  const isSure = useSignal(false)
  const revoke = async () => {
    if (await sources.revoke(source)) router.go('/sources')
  }
  return (
    <div class="line">
      {isSure.value ? (
        <>
          <Button needs="keys" tone="danger" size="small" onClick={() => void revoke()}>
            Revoke for good
          </Button>
          <Button
            size="small"
            tone="quiet"
            onClick={() => {
              isSure.value = false
            }}
          >
            Keep
          </Button>
          <span class="hint">What has come stays. Its write key works no more.</span>
        </>
      ) : (
        <Button
          needs="keys"
          size="small"
          tone="quiet"
          onClick={() => {
            isSure.value = true
          }}
        >
          Revoke this source
        </Button>
      )}
    </div>
  )
}
