import { note, session } from '../model/session.ts'
import { Icon } from './icons.tsx'

const dates = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' })

/** The product's own words, where no prompt of Brim's has taken their place. */
export function Note() {
  const kind = note.value
  if (!kind) return null
  const endsAt = session.value?.access.trial?.endsAt
  return (
    <div class={kind === 'export' ? 'note' : 'note good'} role="status">
      <p>
        {kind === 'export' && (
          <>
            Export is part of Team. <a href="#/billing">See plans</a>
          </>
        )}
        {kind === 'trial' && (
          <>
            Your Team trial is running{endsAt ? ` until ${dates.format(endsAt)}` : ''}. Export is
            open.
          </>
        )}
        {kind === 'upgraded' && <>Done. Everything in your new plan is open now.</>}
      </p>
      <button
        type="button"
        class="round"
        onClick={() => {
          note.value = null
        }}
      >
        <Icon name="close" />
        <span class="unseen">Close</span>
      </button>
    </div>
  )
}
