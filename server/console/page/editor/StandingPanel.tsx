/** Whether the account that is looked through would see it, were it live now, and why not. */
import { plainly } from '../../../../shared/words/evidence.ts'
import { reasonInWords } from '../../../../shared/words/reason.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Rungs } from '../../component/happening/Receipt.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Person, Preview } from '../../model/editor/preview.ts'
import { nameOf } from '../../words/account.ts'

type Props = { editor: Editor; preview: Preview }

export const StandingPanel = ({ editor, preview }: Props) => {
  const { accounts, nudges } = useWorkspace()
  const as = preview.as.value
  const state = preview.state.value
  if (!as || state.kind !== 'current') return null
  if (!state.standing) {
    return (
      <p class="hint">
        Say where it waits, and finish the audience: then it is told here whether they would see it.
      </p>
    )
  }
  const detail = accounts.open(as.account).detail.data.value
  const { isShown, candidate, winner } = state.standing
  const first = winner && nudges.nameOf.value('nudge', winner)
  const reason = candidate.reason ?? ''
  const asksForPage = JSON.stringify(editor.draft.value.audience ?? null).includes('"page.path"')
  return (
    <section class="card standing" aria-label="Would it be shown?">
      <div class="standing-head">
        <span class={isShown ? 'candidate-mark won' : 'candidate-mark'}>
          <Icon name={isShown ? 'check' : 'cross'} size={13} />
        </span>
        <p role="status">
          <strong>
            {isShown ? 'They would see it' : 'They would not see it'}
            {isShown ? '' : `: ${lowered(reasonInWords(reason))}.`}
          </strong>{' '}
          <span class="muted">
            {isShown
              ? 'if it were published and its moment came now.'
              : reason === 'outranked' && first
                ? `“${first}” would be shown.`
                : candidate.nearest && `What would let it through: ${plainly(candidate.nearest)}.`}
          </span>
        </p>
      </div>
      <div class="line">
        {detail && detail.users.length > 0 && (
          <label class="line small">
            As
            <select
              class="select auto"
              aria-label="User"
              value={as.user ?? ''}
              onChange={(event) =>
                preview.show({ ...as, user: event.currentTarget.value || null } satisfies Person)
              }
            >
              {detail.users.map((user) => (
                <option key={user.id} value={user.id}>
                  {nameOf(user)}
                </option>
              ))}
            </select>
            of {nameOf(detail)}
          </label>
        )}
        {asksForPage && (
          <label class="line small">
            on
            <input
              class="input auto mono"
              aria-label="Page they are on"
              placeholder="/pricing"
              value={preview.page.value}
              onInput={(event) => {
                preview.page.value = event.currentTarget.value
              }}
            />
          </label>
        )}
      </div>
      <details>
        <summary class="small">Every gate</summary>
        <Rungs verdicts={candidate.verdicts} />
      </details>
    </section>
  )
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
