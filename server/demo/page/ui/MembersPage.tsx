import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { paywall } from '../model/brim.ts'
import { addMember, session } from '../model/session.ts'
import { Avatar } from './Avatar.tsx'

const departments = ['Product', 'Design', 'Engineering', 'Marketing', 'Sales', 'Finance']

export function MembersPage() {
  const anchor = useRef<HTMLDivElement>(null)
  const isFull = useSignal<'asked' | 'own' | null>(null)
  const { tide, access } = session.value ?? {}
  if (!tide || !access) return null
  const limit = access.limits.seats
  const seats =
    limit === null ? `${tide.members.length} people` : `${tide.members.length} of ${limit} seats`
  const hasRoom = limit === null || tide.members.length < limit

  const invite = async (form: HTMLFormElement) => {
    const data = new FormData(form)
    const name = String(data.get('name') ?? '').trim()
    if (!name) return
    if (hasRoom) {
      form.reset()
      await addMember(name, String(data.get('department')))
      return
    }
    isFull.value = 'asked'
    const isShown = anchor.current ? await paywall('seats', anchor.current) : false
    isFull.value = isShown ? null : 'own'
  }

  return (
    <div class="narrow">
      <div class="page-head">
        <h1>Members</h1>
        <span class="count">{seats}</span>
      </div>
      {tide.plan === 'free' && !access.trial && <brim-slot name="members" />}
      <ul class="people">
        {tide.members.map((one) => (
          <li key={one.id}>
            <Avatar name={one.name} />
            <span>
              <strong>{one.name}</strong>
              <small>{one.department}</small>
            </span>
            <span class="tag">{one.role}</span>
          </li>
        ))}
      </ul>
      <form
        class="panel row"
        onSubmit={(event) => {
          event.preventDefault()
          void invite(event.currentTarget)
        }}
      >
        <label>
          Name
          <input name="name" required maxLength={60} autocomplete="off" placeholder="Ines Moreau" />
        </label>
        <label>
          Department
          <select name="department">
            {departments.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <button type="submit" class="button primary">
          Invite
        </button>
      </form>
      <div ref={anchor} class="place" data-testid="seats-full" />
      {isFull.value === 'own' && !hasRoom && (
        <p class="panel">
          The free plan holds {limit} people. <a href="#/billing">See plans</a>
        </p>
      )}
    </div>
  )
}
