/** What people will see, drawn by the widget's own view; and who of them will. */
import { localeInWords } from '../../../../shared/words/locale.ts'
import { Button } from '../../component/button/Button.tsx'
import { Menu } from '../../component/button/Menu.tsx'
import { AccountPicker } from '../../component/form/AccountPicker.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Preview } from '../../model/editor/preview.ts'
import { nameOf } from '../../words/account.ts'
import { pathInWords } from '../../words/path.ts'
import { wordsInWords } from '../../words/translations.ts'
import { OnSite } from './OnSite.tsx'
import { Stage } from './Stage.tsx'
import { StandingPanel } from './StandingPanel.tsx'

type Props = { editor: Editor; preview: Preview; isNew: boolean }

export const PreviewPane = ({ editor, preview, isNew }: Props) => (
  <aside class="preview" aria-label="Preview">
    <div class="preview-bar">
      <Segments
        label="Width"
        value={preview.width.value}
        options={[
          { value: 'fit', text: 'Fit' },
          { value: '1440', text: '1440' },
          { value: '768', text: '768' },
          { value: '320', text: '320' },
        ]}
        onChange={(width) => {
          preview.width.value = width
        }}
      />
      <Segments
        label="Looks"
        value={preview.scheme.value}
        options={[
          { value: 'light', text: 'Light' },
          { value: 'dark', text: 'Dark' },
          { value: 'yours', text: 'Your theme' },
        ]}
        onChange={(scheme) => {
          preview.scheme.value = scheme
        }}
      />
      <select
        class="select auto"
        aria-label="Direction"
        value={preview.direction.value}
        onChange={(event) => {
          preview.direction.value = event.currentTarget.value as typeof preview.direction.value
        }}
      >
        <option value="auto">Direction: auto</option>
        <option value="ltr">Left to right</option>
        <option value="rtl">Right to left</option>
      </select>
      <span class="push line">
        <AsAccount preview={preview} />
        <OnSite editor={editor} isNew={isNew} />
      </span>
    </div>
    <div class={`stage ${preview.scheme.value}`}>
      <Stage preview={preview} />
      <Instead preview={preview} />
    </div>
    <p class="preview-note" role="status">
      {noteOf(preview)}
      <span class="push">{whichOf(editor)}</span>
    </p>
    <StandingPanel editor={editor} preview={preview} />
  </aside>
)

function noteOf(preview: Preview): string {
  if (preview.isBehind.value) return 'Updating…'
  if (preview.state.value.kind !== 'current') return 'Not drawn'
  return preview.as.value ? 'With this account’s own values' : 'With example values'
}

function whichOf(editor: Editor): string {
  const words = editor.words.value
  const locale = localeInWords(editor.locale.value)
  return words.kind === 'own' ? locale : `${wordsInWords(words)}, ${locale}`
}

const Instead = ({ preview }: { preview: Preview }) => {
  const state = preview.state.value
  if (state.kind === 'failed') return <p class="stage-words">{state.message}</p>
  if (state.kind === 'offerless') {
    return <p class="stage-words">It is drawn here once it offers something.</p>
  }
  if (state.kind !== 'invalid') return null
  return (
    <div class="stage-words">
      <strong>This can’t be drawn yet</strong>
      <ul>
        {state.issues.map(({ path, message }) => (
          <li key={path + message}>
            {pathInWords(path)}: {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

const AsAccount = ({ preview }: { preview: Preview }) => {
  const { accounts } = useWorkspace()
  const as = preview.as.value
  const detail = as ? accounts.open(as.account).detail.data.value : undefined
  const choose = async (account: string) => {
    preview.show({ account, user: null })
    await accounts.open(account).detail.load(5000)
    const user = accounts.open(account).detail.data.peek()?.users[0]?.id ?? null
    if (user && preview.as.peek()?.account === account) preview.show({ account, user })
  }
  return (
    <>
      <Menu
        label="See it as an account"
        icon="accounts"
        tone="plain"
        size="small"
        place="broad"
        text={as ? (detail ? nameOf(detail) : as.account) : 'As account…'}
      >
        {(close) => (
          <AccountPicker
            onChoose={(account) => {
              close()
              void choose(account)
            }}
          />
        )}
      </Menu>
      {as && (
        <Button
          tone="quiet"
          size="small"
          icon="cross"
          label="See it with example values"
          onClick={() => preview.show(null)}
        />
      )}
    </>
  )
}
