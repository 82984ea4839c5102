/** What holds for the whole workspace, whatever a nudge says. */
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { Editable } from '../../component/form/Editable.tsx'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { SaveActions } from '../../component/form/SaveActions.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Rules } from '../../model/settings/rules.ts'
import { Attention } from './Attention.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { Groups } from './Groups.tsx'
import { People } from './People.tsx'
import { Records } from './Records.tsx'
import { Usual } from './Usual.tsx'

export const SettingsPage = () => {
  const { rules } = useWorkspace()
  useEffect(() => {
    void rules.settings.load(3000)
  }, [rules])
  const settings = rules.draft.value
  return (
    <Page
      title="Settings"
      words="What holds for every nudge. People should feel helped, never nagged: these keep it so."
      needs="settings"
      back={{ to: '/install', text: 'Set up' }}
      badge={rules.isDirty.value && <span class="badge brim plain">Unsaved changes</span>}
      actions={settings && <SaveActions of={rules} text="Save settings" needs="settings" />}
    >
      {settings ? (
        <Editable needs="settings">
          <IssueSummary issues={rules.issues.value} />
          <Paused rules={rules} isPaused={settings.paused} />
          <Attention rules={rules} settings={settings} />
          <Usual rules={rules} settings={settings} />
          <Groups rules={rules} settings={settings} />
          <People rules={rules} settings={settings} />
          <Records rules={rules} settings={settings} />
        </Editable>
      ) : (
        <Waiting failure={rules.settings.failure.value} onRetry={rules.settings.load} lines={8} />
      )}
      <ConflictDialog of={rules} />
    </Page>
  )
}

const Paused = ({ rules, isPaused }: { rules: Rules; isPaused: boolean }) => (
  <div class={`notice settings-pause ${isPaused ? '' : 'good'}`}>
    <span>
      <strong>{isPaused ? 'Everything is paused.' : 'Prompts are shown.'}</strong>{' '}
      {isPaused
        ? 'Nobody sees a prompt. Events are taken and signals fire as ever.'
        : 'To stop them all at once, pause: nothing is lost by it.'}
    </span>
    <Button
      needs="settings"
      size="small"
      icon={isPaused ? 'play' : 'pause'}
      disabled={rules.isSaving.value}
      onClick={() => void rules.pause(!isPaused)}
    >
      {isPaused ? 'Resume' : 'Pause everything'}
    </Button>
  </div>
)
