/** Saving and publishing a draft of any kind, and what else is done with it as a whole. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { DefinitionKind } from '../../../../shared/definition/definition.ts'
import type { Finding } from '../../../../shared/definition/lint.ts'
import { Button } from '../../component/button/Button.tsx'
import { ActionBar } from '../../component/form/ActionBar.tsx'
import { showIssues } from '../../component/form/show-issues.ts'
import { useConsole } from '../../component/frame/context.tsx'
import type { Authored } from '../../model/definitions/authored.ts'
import { pathTo } from '../../router.ts'
import { publishedInWords } from '../../words/publishing.ts'
import { DefinitionMenu } from './DefinitionMenu.tsx'
import { PublishDialog } from './PublishDialog.tsx'

type Props<K extends DefinitionKind> = {
  authored: Authored<K>
  isNew: boolean
  /** Where the list of its kind is. */
  list: string
  /** What its author should know before it goes live; `null`: it has been told where it can be seen. */
  look(): Promise<readonly Finding[] | null>
  onGo(path: string): void
  /** It could not be saved: why is to be in view. */
  onRefused?(): void
  onSchedule(): void
  /** The draft of something new is kept under its own key from now on. */
  onCreated(): void
  children?(then: (run: () => void) => () => void): ComponentChildren
}

export const DraftActions = <K extends DefinitionKind>(props: Props<K>) => {
  const { authored, isNew, list, look, onGo, onRefused, onSchedule, onCreated, children } = props
  const { toasts, router } = useConsole()
  const { kind, failure } = authored
  /** What is to be read before it is published all the same. */
  const asked = useSignal<readonly Finding[]>([])
  const isLooking = useSignal(false)
  const busy = authored.busy.value
  const isDirty = authored.isDirty.value
  const hasUnpublished = authored.hasUnpublished.value
  const record = authored.record.value
  const save = async (publish: boolean) => {
    const outcome = await authored.save(publish)
    if (outcome === 'failed') toasts.say(failure.peek() ?? 'That didn’t work')
    if (outcome === 'invalid') {
      onRefused?.()
      showIssues()
    }
    if (outcome !== 'saved') return
    const { key } = authored.draft.peek()
    if (publish) {
      toasts.say(publishedInWords(authored.record.peek()?.status ?? 'live'), {
        label: 'See what changed',
        run: () => router.go(pathTo(`${kind}-versions`, key)),
      })
    } else toasts.say('The draft is saved')
    if (!isNew) return
    onCreated()
    router.go(pathTo(kind, key), { replace: true })
  }
  const publish = async () => {
    isLooking.value = true
    const findings = await look()
    isLooking.value = false
    if (findings === null) return
    if (findings.length > 0) asked.value = findings
    else await save(true)
  }
  const discard = () => {
    const thrown = authored.discard()
    toasts.say('Changes discarded', { label: 'Undo', run: () => authored.restore(thrown) })
  }
  const close = () => {
    asked.value = []
  }
  const isBusy = busy !== null || isLooking.value
  return (
    <>
      <ActionBar needs="author" isIdle={!isBusy && !isDirty && !isNew && !hasUnpublished}>
        {isDirty && !isNew && (
          <Button tone="quiet" icon="undo" onClick={discard}>
            Discard
          </Button>
        )}
        <Button
          needs="author"
          isBusy={isBusy}
          disabled={!isBusy && !(isDirty || isNew)}
          onClick={() => save(false)}
        >
          {busy === 'saving' ? 'Saving…' : isDirty || isNew ? 'Save draft' : 'Saved'}
        </Button>
        <Button
          needs="author"
          tone="primary"
          isBusy={isBusy}
          disabled={!isBusy && !hasUnpublished}
          onClick={() => void publish()}
        >
          {busy === 'publishing' ? 'Publishing…' : hasUnpublished ? 'Publish' : 'Published'}
        </Button>
      </ActionBar>
      {record && !isNew && (
        <DefinitionMenu
          kind={kind}
          record={record}
          label="More"
          onChange={authored.update}
          onArchived={() => router.go(list)}
          onSchedule={hasUnpublished ? onSchedule : undefined}
          {...(children && { children })}
        />
      )}
      {asked.value.length > 0 && (
        <PublishDialog
          findings={asked.value}
          onGo={onGo}
          onClose={close}
          onPublish={() => {
            close()
            void save(true)
          }}
        />
      )}
    </>
  )
}
