import { route } from '../model/route.ts'
import { failure, session } from '../model/session.ts'
import { BillingPage } from './BillingPage.tsx'
import { BoardPage } from './BoardPage.tsx'
import { Checkout } from './Checkout.tsx'
import { Drawer } from './Drawer.tsx'
import { HelpPage } from './HelpPage.tsx'
import { MembersPage } from './MembersPage.tsx'
import { NewBoardPage } from './NewBoardPage.tsx'
import { Note } from './Note.tsx'
import { Sidebar } from './Sidebar.tsx'

export function App() {
  if (!session.value) return <Waiting />
  return (
    <div class="app">
      <Sidebar />
      <main class="main" id="main">
        {failure.value && (
          <p class="failure" role="alert">
            {failure.value}
          </p>
        )}
        <Note />
        <Screen />
      </main>
      <Drawer />
      <Checkout />
    </div>
  )
}

function Screen() {
  const { screen } = route.value
  switch (screen) {
    case 'new':
      return <NewBoardPage />
    case 'members':
      return <MembersPage />
    case 'billing':
      return <BillingPage />
    case 'help':
      return <HelpPage />
    case 'home':
    case 'board':
      return <BoardPage />
    default:
      return screen satisfies never
  }
}

function Waiting() {
  return (
    <main class="waiting" id="main">
      {failure.value ? <p role="alert">{failure.value}</p> : <p>One moment …</p>}
    </main>
  )
}
