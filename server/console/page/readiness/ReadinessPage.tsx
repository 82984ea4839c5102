/** What the readiness of accounts is made of, and what the workspace's own conversions say of it. */
import { useEffect } from 'preact/hooks'
import { Editable } from '../../component/form/Editable.tsx'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { SaveActions } from '../../component/form/SaveActions.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { ConflictDialog } from '../settings/ConflictDialog.tsx'
import { FitSection } from './FitSection.tsx'
import { LearnSection } from './LearnSection.tsx'
import { ValueSection } from './ValueSection.tsx'
import { WeightsSection } from './WeightsSection.tsx'

export const ReadinessPage = () => {
  const { readiness, triggers } = useWorkspace()
  useEffect(() => {
    void readiness.settings.load(3000)
    void triggers.vocabulary.load(60_000)
  }, [readiness, triggers])
  const model = readiness.draft.value
  return (
    <Page
      title="Readiness"
      words="One number from 0 to 100 for each account: how ready it is for more. Each of its points has a reason, which the account’s page tells."
      back={{ to: '/accounts', text: 'Accounts' }}
      needs="author"
      badge={readiness.isDirty.value && <span class="badge brim plain">Unsaved changes</span>}
      actions={model && <SaveActions of={readiness} text="Save" needs="author" />}
    >
      {model ? (
        <>
          <IssueSummary issues={readiness.issues.value} />
          <Editable needs="author">
            <WeightsSection readiness={readiness} model={model} />
          </Editable>
          <LearnSection readiness={readiness} model={model} />
          <Editable needs="author">
            <FitSection readiness={readiness} model={model} />
            <ValueSection readiness={readiness} model={model} />
          </Editable>
        </>
      ) : (
        <Waiting
          failure={readiness.settings.failure.value}
          onRetry={readiness.settings.load}
          lines={8}
        />
      )}
      <ConflictDialog of={readiness} />
    </Page>
  )
}
