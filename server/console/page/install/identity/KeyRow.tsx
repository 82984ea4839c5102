import { CopyButton } from '../../../component/button/CopyButton.tsx'
import { SureButton } from '../../../component/button/SureButton.tsx'
import { useWorkspace } from '../../../component/frame/context.tsx'
import { LastUsed, Time } from '../../../component/mark/Time.tsx'
import type { IdentityKey } from '../../../contract.ts'
import { algorithmWords } from '../../../words/identity.ts'

export const KeyRow = ({ record }: { record: IdentityKey }) => {
  const { identity } = useWorkspace()
  const state = identity.state.data.value
  const isNeeded = state?.mode === 'enforce' && state.keys.length === 1
  return (
    <div class="row key-row">
      <span class="row-words">
        <span class="line">
          <code class="row-title">{record.id}</code>
          {!record.isUsable && (
            <span class="badge alarm" title="Sealed under another BRIM_SECRET: make a new one">
              Can’t be opened
            </span>
          )}
        </span>
        <span class="row-sub">
          <span>{algorithmWords[record.algorithm]}</span>
          <span>
            added <Time at={record.createdAt} />
          </span>
          <span>
            <LastUsed at={record.lastUsedAt} />
          </span>
        </span>
      </span>
      <span class="line">
        <CopyButton text={record.id} what={`the kid ${record.id}`} />
        <SureButton
          needs="keys"
          text="Revoke"
          of={record.id}
          sure={isNeeded ? 'Revoke, and let nobody in' : 'Revoke for good'}
          onSure={() => identity.revoke(record)}
        />
      </span>
    </div>
  )
}
