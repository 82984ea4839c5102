/** Brand, navigation and person around a page. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Theme } from '../../model/person/theme.ts'
import { choiceOf } from '../../model/results/results-choice.ts'
import type { ScreenName } from '../../router.ts'
import { Menu, MenuItem } from '../button/Menu.tsx'
import { Icon, type IconName } from '../mark/Icon.tsx'
import { useConsole, useWorkspace } from './context.tsx'
import { Link } from './Link.tsx'
import { Logo } from './Logo.tsx'
import { useRefusal } from './rights.ts'

type Entry = {
  to: string
  text: string
  icon: IconName
  screens: ScreenName[]
  prefetch(): unknown
}

const themeIcons: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' }
const themeWords: Record<Theme, string> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
}
const freshMs = 10_000

export const Shell = ({ children }: { children: ComponentChildren }) => {
  const { router } = useConsole()
  const {
    nudges,
    triggers,
    plays,
    overview,
    results,
    ranking,
    catalogue,
    looks,
    install,
    destinations,
    people,
    audit,
  } = useWorkspace()
  const mayAudit = useRefusal('audit') === null
  const screen = router.place.value.screen.name
  const nav = useRef<HTMLElement>(null)
  // On a phone not all entries fit beside each other. Scrolled into view it would be where the next Tab
  // begins, and nobody would come by the link that skips to the page.
  useEffect(() => {
    const bar = nav.current
    const current = bar?.querySelector<HTMLElement>('[aria-current]')
    if (bar && current)
      bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2
  }, [screen])
  const entries: Entry[] = [
    {
      to: '/',
      text: 'Overview',
      icon: 'overview',
      screens: ['overview', 'login'],
      prefetch: () => overview.load(freshMs),
    },
    {
      to: '/nudges',
      text: 'Nudges',
      icon: 'nudges',
      screens: ['nudges', 'nudge', 'nudge-versions'],
      prefetch: () => nudges.load(freshMs),
    },
    {
      to: '/triggers',
      text: 'Triggers',
      icon: 'signal',
      screens: ['triggers', 'trigger'],
      prefetch: () => triggers.load(freshMs),
    },
    {
      to: '/plays',
      text: 'Plays',
      icon: 'plays',
      screens: ['plays', 'play', 'play-versions', 'sales-team'],
      prefetch: () => plays.load(freshMs),
    },
    {
      to: '/results',
      text: 'Results',
      icon: 'results',
      screens: ['results', 'nudgeResults'],
      prefetch: () => results.of(choiceOf('', results.today()), null).load(freshMs),
    },
    { to: '/live', text: 'Live', icon: 'live', screens: ['live', 'decision'], prefetch: () => {} },
    {
      to: '/accounts',
      text: 'Accounts',
      icon: 'accounts',
      screens: ['accounts', 'account', 'readiness'],
      prefetch: () => ranking.load(freshMs),
    },
    {
      to: '/alerts',
      text: 'Alerts',
      icon: 'bell',
      screens: ['alerts'],
      prefetch: () => {},
    },
    {
      to: '/catalogue',
      text: 'Catalogue',
      icon: 'catalogue',
      screens: ['catalogue', 'plan', 'offer', 'meter', 'file'],
      prefetch: () => catalogue.load(freshMs),
    },
    {
      to: '/theme',
      text: 'Theme',
      icon: 'theme',
      screens: ['theme'],
      prefetch: () => looks.settings.load(freshMs),
    },
    {
      to: '/gallery',
      text: 'Gallery',
      icon: 'gallery',
      screens: ['gallery'],
      prefetch: () => {},
    },
    {
      to: '/install',
      text: 'Set up',
      icon: 'install',
      screens: ['install', 'start', 'settings', 'sources', 'source'],
      prefetch: () => install.load(freshMs),
    },
    {
      to: '/destinations',
      text: 'Destinations',
      icon: 'send',
      screens: ['destinations', 'destination'],
      prefetch: () => destinations.load(freshMs),
    },
    {
      to: '/people',
      text: 'People',
      icon: 'person',
      screens: ['people'],
      prefetch: () => people.load(freshMs),
    },
    ...(mayAudit
      ? [
          {
            to: '/audit',
            text: 'Audit log',
            icon: 'history' as const,
            screens: ['audit' as const],
            prefetch: () => audit.load(freshMs),
          },
        ]
      : []),
  ]
  return (
    <div class="shell">
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <header class="side">
        <Link class="brand" to="/" aria-label="Brim, overview">
          <Logo />
        </Link>
        <nav class="nav" aria-label="Console" ref={nav}>
          {entries.map(({ to, text, icon, screens, prefetch }) => (
            <Link
              key={to}
              to={to}
              prefetch={prefetch}
              aria-current={screens.some((one) => one === screen) ? 'page' : undefined}
            >
              <Icon name={icon} />
              {text}
            </Link>
          ))}
        </nav>
        <Foot />
      </header>
      <main class="main" id="main">
        {children}
      </main>
    </div>
  )
}

const Foot = () => {
  const { session, theme, router } = useConsole()
  const state = session.state.value
  if (state.kind !== 'in') return null
  const { person, workspaces } = state.me
  const { id, name } = session.workspace.value ?? { id: '', name: '' }
  return (
    <div class="side-foot">
      {workspaces.length > 1 && (
        <select
          class="select workspace"
          aria-label="Workspace"
          value={id}
          onChange={(event) => session.choose(event.currentTarget.value)}
        >
          {workspaces.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
      <div class="person">
        <span class="person-name">
          <span class="truncate">{person.name}</span>
          <span class="truncate muted">{name}</span>
        </span>
        <Menu label="You and the looks" icon="person" place="foot">
          {(close) => (
            <>
              <p class="menu-title">Looks</p>
              {(['system', 'light', 'dark'] as const).map((one) => (
                <MenuItem
                  key={one}
                  icon={themeIcons[one]}
                  onClick={() => {
                    theme.choose(one)
                    close()
                  }}
                >
                  {themeWords[one]}
                  {theme.theme.value === one && (
                    <span class="push">
                      <Icon name="check" />
                      <span class="visually-hidden">chosen</span>
                    </span>
                  )}
                </MenuItem>
              ))}
              <p class="menu-title truncate">{person.email}</p>
              <MenuItem
                icon="key"
                onClick={() => {
                  close()
                  router.go('/me')
                }}
              >
                Your sign-in
              </MenuItem>
              <MenuItem icon="out" onClick={() => void session.signOut()}>
                Log out
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
    </div>
  )
}
