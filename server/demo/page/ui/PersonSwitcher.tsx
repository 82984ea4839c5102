import type { Member } from '../../tideboard.ts'
import { session, switchTo } from '../model/session.ts'
import { startOver } from '../model/who.ts'
import { Avatar } from './Avatar.tsx'
import { Icon } from './icons.tsx'

const roleNames = { owner: 'Owner', admin: 'Admin', member: 'Member' } as const

/** One of each role, and whoever it is now. */
function choices(members: Member[], person: Member): Member[] {
  return members.filter(
    (one) =>
      one.id === person.id || members.find((other) => other.role === one.role)?.id === one.id,
  )
}

export function PersonSwitcher() {
  const { tide, person } = session.value ?? {}
  if (!tide || !person) return null
  return (
    <details class="person">
      <summary>
        <Avatar name={person.name} />
        <span class="person-name">
          <strong>{person.name}</strong>
          <small>{roleNames[person.role]}</small>
        </span>
        <span class="chevron">
          <Icon name="right" />
        </span>
      </summary>
      <div class="person-menu">
        <p>See Tideboard as</p>
        {choices(tide.members, person).map((one) => (
          <button
            key={one.id}
            type="button"
            class="item"
            aria-pressed={one.id === person.id}
            onClick={(event) => {
              event.currentTarget.closest('details')?.removeAttribute('open')
              void switchTo(one)
            }}
          >
            <Avatar name={one.name} />
            <span class="person-name">
              {one.name} <small>{roleNames[one.role]}</small>
            </span>
          </button>
        ))}
        <button type="button" class="item quiet" onClick={startOver}>
          Start over with a new account
        </button>
      </div>
    </details>
  )
}
