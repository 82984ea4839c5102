/** A link that shows the draft on a page of the workspace's own site, to whoever opens it and nobody else. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { CopyButton } from '../../component/button/CopyButton.tsx'
import { Menu } from '../../component/button/Menu.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import { pageOf, previewLink } from '../../model/editor/preview-link.ts'
import { failureInWords } from '../../words/failure.ts'
import { fullTime } from '../../words/time.ts'

type Props = { editor: Editor; isNew: boolean }

export const OnSite = ({ editor, isNew }: Props) => {
  const { install, start } = useWorkspace()
  const load = () => Promise.all([install.keys.load(60_000), start.state.load(60_000)])
  useEffect(() => void load(), [install, start])
  const isKnown = [install.keys, start.state].every(
    ({ data, failure }) => data.value ?? failure.value,
  )
  return (
    <Menu
      label="See it on your site"
      icon="eye"
      tone="plain"
      size="small"
      place="broad"
      text="On your site…"
      onOpen={load}
    >
      {() => {
        if (isNew) return <SaveFirst />
        // The field has its page from the start: nothing changes under the hands of who types in it.
        return isKnown ? (
          <MakeLink editor={editor} />
        ) : (
          <Waiting failure={undefined} onRetry={load} lines={1} />
        )
      }}
    </Menu>
  )
}

const SaveFirst = () => (
  <p class="hint padded">
    Save the draft once, and it can be seen on your own pages before anybody else sees it.
  </p>
)

const MakeLink = ({ editor }: { editor: Editor }) => {
  const { api, install, start } = useWorkspace()
  const { toasts } = useConsole()
  const page = useSignal(
    pageOf(install.publishable.peek()?.origins ?? [], start.state.data.peek()?.origins ?? []),
  )
  const made = useSignal<{ code: string; until: number; revision: number } | null>(null)
  const address = page.value
  const isDirty = editor.isDirty.value
  const revision = editor.record.value?.revision ?? 0
  const link = made.value?.revision === revision && !isDirty ? made.value : null
  const make = async () => {
    // The page shows what is saved.
    if (isDirty && (await editor.save(false)) !== 'saved') {
      return toasts.say(
        editor.failure.value ?? 'The draft can’t be saved yet: see what is to be fixed',
      )
    }
    const { key, revision = 0 } = editor.record.peek() ?? { key: '' }
    const answer = await api.previewCode(key)
    if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
    made.value = { ...answer.value, revision }
  }
  return (
    <div class="stack tight padded">
      <Field
        path="preview.page"
        label="Page of your site"
        hint="One that has Brim on it. The draft appears there for you alone, and nothing is counted."
      >
        <input
          {...controlProps('preview.page')}
          class="input"
          type="url"
          value={address}
          onInput={(event) => {
            page.value = event.currentTarget.value
          }}
        />
      </Field>
      {link ? (
        <>
          <div class="line">
            <a
              class="button primary"
              href={previewLink(address, link.code)}
              target="_blank"
              rel="noreferrer"
            >
              Open the preview
            </a>
            <CopyButton text={previewLink(address, link.code)} what="the preview link" />
          </div>
          <p class="hint">
            Good until {fullTime(link.until)}, for whoever has the link, as long as the draft stays
            as it is saved now.
          </p>
        </>
      ) : (
        <div>
          <Button tone="primary" disabled={editor.busy.value !== null} onClick={make}>
            {isDirty ? 'Save the draft and make a link' : 'Make a link'}
          </Button>
        </div>
      )}
    </div>
  )
}
