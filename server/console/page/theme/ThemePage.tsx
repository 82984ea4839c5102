/** How the workspace's prompts look. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Editable } from '../../component/form/Editable.tsx'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { SaveActions } from '../../component/form/SaveActions.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { type Side, Sides } from '../editor/Sides.tsx'
import { ConflictDialog } from '../settings/ConflictDialog.tsx'
import { Readings } from './Readings.tsx'
import { ThemeForm } from './ThemeForm.tsx'
import { ThemePreview } from './ThemePreview.tsx'

export const ThemePage = () => {
  const { looks } = useWorkspace()
  useEffect(() => {
    void looks.settings.load(3000)
  }, [looks])
  const side = useSignal<Side>('edit')
  const [theme, shown] = [looks.draft.value, looks.shown.value]
  return (
    <Page
      title="Theme"
      words="How your prompts look, on light pages and on dark ones."
      isWide
      needs="author"
      badge={looks.isDirty.value && <span class="badge brim plain">Unsaved changes</span>}
      actions={
        theme && (
          <SaveActions
            of={looks}
            text="Save theme"
            needs="author"
            onRefused={() => {
              side.value = 'edit'
            }}
          />
        )
      }
    >
      {theme && shown ? (
        <>
          <Sides side={side} />
          <div class={`editor ${side.value}`}>
            <div class="editor-form">
              <IssueSummary issues={looks.isRefused.value ? looks.issues.value : []} />
              <Editable needs="author">
                <ThemeForm looks={looks} theme={theme} />
              </Editable>
              <Readings theme={shown} />
            </div>
            <ThemePreview theme={shown} />
          </div>
        </>
      ) : (
        <Waiting failure={looks.settings.failure.value} onRetry={looks.settings.load} lines={8} />
      )}
      <ConflictDialog of={looks} />
    </Page>
  )
}
