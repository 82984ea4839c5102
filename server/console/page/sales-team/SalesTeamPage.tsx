/** Whose accounts are, by which way those are told, and when not. */
import { useEffect } from 'preact/hooks'
import { Editable } from '../../component/form/Editable.tsx'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { SaveActions } from '../../component/form/SaveActions.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { ConflictDialog } from '../settings/ConflictDialog.tsx'
import { OwnerSection } from './OwnerSection.tsx'
import { RepsSection } from './RepsSection.tsx'
import { TellingSection } from './TellingSection.tsx'

export const SalesTeamPage = () => {
  const { salesTeam, destinations, people } = useWorkspace()
  useEffect(() => {
    void salesTeam.settings.load(3000)
    void destinations.load(10_000)
    void people.load(30_000)
  }, [salesTeam, destinations, people])
  const team = salesTeam.draft.value?.sales
  return (
    <Page
      title="Sales team"
      words="Whom plays tell, by which way, and when not. Few alerts, each worth acting on."
      back={{ to: '/plays', text: 'Plays' }}
      needs="settings"
      badge={salesTeam.isDirty.value && <span class="badge brim plain">Unsaved changes</span>}
      actions={team && <SaveActions of={salesTeam} text="Save" needs="settings" />}
    >
      {team ? (
        <Editable needs="settings">
          <IssueSummary issues={salesTeam.issues.value} />
          <OwnerSection model={salesTeam} team={team} />
          <TellingSection model={salesTeam} team={team} />
          <RepsSection model={salesTeam} team={team} />
        </Editable>
      ) : (
        <Waiting
          failure={salesTeam.settings.failure.value}
          onRetry={salesTeam.settings.load}
          lines={8}
        />
      )}
      <ConflictDialog of={salesTeam} />
    </Page>
  )
}
