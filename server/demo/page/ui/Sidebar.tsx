import { signal } from '@preact/signals'
import { planName } from '../model/plans.ts'
import { boardHref, route } from '../model/route.ts'
import { session } from '../model/session.ts'
import { Icon, type IconName, Logo } from './icons.tsx'
import { PersonSwitcher } from './PersonSwitcher.tsx'

const isOpen = signal(false)

route.subscribe(() => {
  isOpen.value = false
})

export function Sidebar() {
  const { tide, access } = session.value ?? {}
  if (!tide || !access) return null
  const limit = access.limits.boards
  const plan = access.trial ? `${planName(access.trial.plan)} trial` : planName(tide.plan)
  return (
    <header class={isOpen.value ? 'sidebar open' : 'sidebar'}>
      <div class="sidebar-top">
        <a class="brand" href="#/">
          <Logo />
          <span>Tideboard</span>
        </a>
        <button
          type="button"
          class="menu-button"
          aria-expanded={isOpen.value}
          aria-controls="navigation"
          onClick={() => {
            isOpen.value = !isOpen.value
          }}
        >
          <Icon name={isOpen.value ? 'close' : 'menu'} />
          <span class="unseen">Menu</span>
        </button>
      </div>
      <nav id="navigation" aria-label="Tideboard">
        <p class="account">
          <strong>{tide.name}</strong>
          <span class="tag" data-testid="plan">
            {plan}
          </span>
        </p>
        <h2>
          Boards
          <span class="count">
            {limit === null ? tide.boards.length : `${tide.boards.length} of ${limit}`}
          </span>
        </h2>
        <ul>
          {tide.boards.map((board, place) => (
            <li key={board.id}>
              <Item href={boardHref(board.id)} icon="board" isHere={isBoardHere(board.id, place)}>
                {board.name}
              </Item>
            </li>
          ))}
          <li>
            <Item href="#/new" icon="plus" isHere={route.value.screen === 'new'}>
              New board
            </Item>
          </li>
        </ul>
        <h2>Your team</h2>
        <ul>
          <li>
            <Item href="#/members" icon="people" isHere={route.value.screen === 'members'}>
              Members
            </Item>
          </li>
          <li>
            <Item href="#/billing" icon="billing" isHere={route.value.screen === 'billing'}>
              Plan and billing
            </Item>
          </li>
          <li>
            <Item href="#/help" icon="help" isHere={route.value.screen === 'help'}>
              Help
            </Item>
          </li>
        </ul>
      </nav>
      <PersonSwitcher />
    </header>
  )
}

function isBoardHere(id: string, place: number): boolean {
  const here = route.value
  return here.screen === 'board' ? here.id === id : here.screen === 'home' && place === 0
}

type ItemProps = { href: string; icon: IconName; isHere: boolean; children: string }

function Item({ href, icon, isHere, children }: ItemProps) {
  return (
    <a class="item" href={href} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{children}</span>
    </a>
  )
}
