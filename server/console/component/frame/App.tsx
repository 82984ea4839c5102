/** Which page is shown: by session first, then by address. */
import type { Console } from '../../model/console.ts'
import { AccountPage } from '../../page/account/AccountPage.tsx'
import { AccountsPage } from '../../page/accounts/AccountsPage.tsx'
import { AlertsPage } from '../../page/alerts/AlertsPage.tsx'
import { AuditPage } from '../../page/audit/AuditPage.tsx'
import { CataloguePage } from '../../page/catalogue/CataloguePage.tsx'
import { EntryPage } from '../../page/catalogue/EntryPage.tsx'
import { DecisionPage } from '../../page/decision/DecisionPage.tsx'
import { DestinationPage } from '../../page/destinations/DestinationPage.tsx'
import { DestinationsPage } from '../../page/destinations/DestinationsPage.tsx'
import { EditorPage } from '../../page/editor/EditorPage.tsx'
import { FilePage } from '../../page/file/FilePage.tsx'
import { GalleryPage } from '../../page/gallery/GalleryPage.tsx'
import { InstallPage } from '../../page/install/InstallPage.tsx'
import { LivePage } from '../../page/live/LivePage.tsx'
import { MePage } from '../../page/me/MePage.tsx'
import { NudgesPage } from '../../page/nudges/NudgesPage.tsx'
import { OverviewPage } from '../../page/overview/OverviewPage.tsx'
import { PeoplePage } from '../../page/people/PeoplePage.tsx'
import { PlayPage } from '../../page/plays/PlayPage.tsx'
import { PlaysPage } from '../../page/plays/PlaysPage.tsx'
import { ReadinessPage } from '../../page/readiness/ReadinessPage.tsx'
import { NudgeResultsPage } from '../../page/results/NudgeResultsPage.tsx'
import { ResultsPage } from '../../page/results/ResultsPage.tsx'
import { SalesTeamPage } from '../../page/sales-team/SalesTeamPage.tsx'
import { SettingsPage } from '../../page/settings/SettingsPage.tsx'
import { StartPage } from '../../page/start/StartPage.tsx'
import { ThemePage } from '../../page/theme/ThemePage.tsx'
import { TriggerPage } from '../../page/trigger/TriggerPage.tsx'
import { TriggersPage } from '../../page/triggers/TriggersPage.tsx'
import { VersionsPage } from '../../page/versions/VersionsPage.tsx'
import { ForgotPage } from '../../page/welcome/ForgotPage.tsx'
import { JoinPage } from '../../page/welcome/JoinPage.tsx'
import { LoginPage } from '../../page/welcome/LoginPage.tsx'
import { ResetPage } from '../../page/welcome/ResetPage.tsx'
import { SecondFactorPage } from '../../page/welcome/SecondFactorPage.tsx'
import { SetupPage } from '../../page/welcome/SetupPage.tsx'
import { Empty } from '../mark/Empty.tsx'
import { Waiting } from '../mark/Waiting.tsx'
import { ConsoleContext, useConsole, WorkspaceContext } from './context.tsx'
import { Link } from './Link.tsx'
import { later } from './later.tsx'
import { Page } from './Page.tsx'
import { Shell } from './Shell.tsx'
import { Toasts } from './Toasts.tsx'

const ofSources = () => import('../../page/sources/pages.ts')
const SourcesPage = later(async () => (await ofSources()).SourcesPage)
const SourcePage = later(async () => (await ofSources()).SourcePage)

export const App = ({ console }: { console: Console }) => (
  <ConsoleContext.Provider value={console}>
    <Gate />
    <Toasts />
  </ConsoleContext.Provider>
)

const Gate = () => {
  const { session, router, workspace: openWorkspace } = useConsole()
  const state = session.state.value
  const { screen } = router.place.value
  if (screen.name === 'setup') return <SetupPage />
  if (screen.name === 'join') return <JoinPage />
  if (screen.name === 'reset') return <ResetPage />
  if (screen.name === 'forgot' && state.kind === 'out') return <ForgotPage />
  // The login stands in the place of the page that was asked for: the address is the way back.
  if (state.kind === 'out') return <LoginPage expired={state.expired} />
  if (state.kind === 'failed') {
    return <Waiting failure={state.failure} onRetry={session.open} />
  }
  const workspace = session.workspace.value
  if (state.kind === 'asking') return null
  if (!workspace) {
    return <Empty title="No workspace">You aren’t a member of a workspace yet.</Empty>
  }
  if (session.needsSecondFactor.value) return <SecondFactorPage />
  return (
    <WorkspaceContext.Provider value={openWorkspace(workspace.id)} key={workspace.id}>
      <Shell>
        <Screen />
      </Shell>
    </WorkspaceContext.Provider>
  )
}

const Screen = () => {
  const { router } = useConsole()
  const { name, param } = router.place.value.screen
  switch (name) {
    case 'overview':
    case 'login':
    case 'setup':
    case 'join':
    case 'forgot':
    case 'reset':
      return <OverviewPage />
    case 'nudges':
      return <NudgesPage />
    case 'nudge':
      return <EditorPage key={param} nudge={param} />
    case 'triggers':
      return <TriggersPage />
    case 'trigger':
      return <TriggerPage key={param} trigger={param} />
    case 'nudge-versions':
      return <VersionsPage key={param} kind="nudge" of={param} />
    case 'trigger-versions':
      return <VersionsPage key={param} kind="trigger" of={param} />
    case 'offer-versions':
      return <VersionsPage key={param} kind="offer" of={param} />
    case 'plan-versions':
      return <VersionsPage key={param} kind="plan" of={param} />
    case 'meter-versions':
      return <VersionsPage key={param} kind="meter" of={param} />
    case 'play-versions':
      return <VersionsPage key={param} kind="play" of={param} />
    case 'results':
      return <ResultsPage />
    case 'nudgeResults':
      return <NudgeResultsPage key={param} nudge={param} />
    case 'live':
      return <LivePage />
    case 'accounts':
      return <AccountsPage />
    case 'readiness':
      return <ReadinessPage />
    case 'account':
      return <AccountPage key={param} id={param} />
    case 'decision':
      return <DecisionPage key={param} id={param} />
    case 'catalogue':
      return <CataloguePage />
    case 'plan':
    case 'offer':
    case 'meter':
      return <EntryPage key={name + param} kind={name} name={param} />
    case 'file':
      return <FilePage />
    case 'settings':
      return <SettingsPage />
    case 'start':
      return <StartPage />
    case 'theme':
      return <ThemePage />
    case 'gallery':
      return <GalleryPage />
    case 'install':
      return <InstallPage />
    case 'me':
      return <MePage />
    case 'sources':
      return <SourcesPage />
    case 'source':
      return <SourcePage key={param} id={param} />
    case 'destinations':
      return <DestinationsPage />
    case 'destination':
      return <DestinationPage key={param} id={param} />
    case 'people':
      return <PeoplePage />
    case 'audit':
      return <AuditPage />
    case 'plays':
      return <PlaysPage />
    case 'play':
      return <PlayPage key={param} play={param} />
    case 'alerts':
      return <AlertsPage />
    case 'sales-team':
      return <SalesTeamPage />
    case 'unknown':
      return (
        <Page title="Nothing here">
          <Empty title="There is no such page" action={<Link to="/">Go to the overview</Link>}>
            The address may be mistyped, or what it led to has moved.
          </Empty>
        </Page>
      )
    default:
      return name satisfies never
  }
}
