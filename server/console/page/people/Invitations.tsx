/** Links that nobody has come in by yet. */
import { roleNames } from '../../../../shared/words/role.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Time, Until } from '../../component/mark/Time.tsx'
import type { MailState } from '../../contract.ts'

const mailed: Record<MailState, { tone: string; words: string }> = {
  sent: { tone: 'good', words: 'Mailed' },
  waiting: { tone: 'brim', words: 'Mail is tried again' },
  failed: { tone: 'alarm', words: 'Mail did not go out' },
}

export const Invitations = () => {
  const { people } = useWorkspace()
  const open = people.invitations.value
  if (open.length === 0) return null
  return (
    <section class="card" aria-labelledby="invitations">
      <div class="card-head">
        <div>
          <h2 id="invitations">Invitations</h2>
          <p class="hint">Links that nobody has come in by yet. Each lets in one person.</p>
        </div>
      </div>
      <ul class="rows">
        {open.map((one) => (
          <li key={one.id} class="row invitation-row">
            <span class="row-words">
              <span class="line">
                <span class="row-title">As {roleNames[one.role].toLowerCase()}</span>
                {one.mail && (
                  <span class={`badge ${mailed[one.mail].tone}`}>{mailed[one.mail].words}</span>
                )}
              </span>
              <span class="row-sub">
                <span>
                  by {one.by}, <Time at={one.createdAt} />
                </span>
                <span>
                  ends <Until at={one.expiresAt} />
                </span>
              </span>
            </span>
            <Button
              needs="people"
              size="small"
              tone="quiet"
              onClick={() => void people.revoke(one)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
