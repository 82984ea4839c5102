/** What people will see, drawn by the widget's own view. */
import { AccountPicker } from '../../component/AccountPicker.tsx'
import { Button } from '../../component/Button.tsx'
import { useWorkspace } from '../../component/context.tsx'
import { Menu } from '../../component/Menu.tsx'
import { Segments } from '../../component/Segments.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Preview } from '../../model/editor/preview.ts'
import { nameOf } from '../../words/account.ts'
import { localeInWords } from '../../words/nudge.ts'
import { pathInWords } from '../../words/path.ts'
import { Stage } from './Stage.tsx'

type Props = { editor: Editor; preview: Preview }

export const PreviewPane = ({ editor, preview }: Props) => (
  <aside class="preview" aria-label="Preview">
    <div class="preview-bar">
      <Segments
        label="Width"
        isIconOnly
        value={preview.width.value}
        options={[
          { value: 'desktop', text: 'Desktop', icon: 'system' },
          { value: 'phone', text: 'Phone', icon: 'phone' },
        ]}
        onChange={(width) => {
          preview.width.value = width
        }}
      />
      <Segments
        label="Looks"
        isIconOnly
        value={preview.scheme.value}
        options={[
          { value: 'light', text: 'Light', icon: 'sun' },
          { value: 'dark', text: 'Dark', icon: 'moon' },
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
      <AsAccount preview={preview} />
    </div>
    <div class={`stage ${preview.width.value} ${preview.scheme.value}`}>
      <Stage preview={preview} />
      <Instead preview={preview} />
    </div>
    <p class="preview-note" role="status">
      {noteOf(preview)}
      <span class="push">{localeInWords(editor.locale.value)}</span>
    </p>
  </aside>
)

function noteOf(preview: Preview): string {
  if (preview.isBehind.value) return 'Updating…'
  if (preview.state.value.kind !== 'current') return 'Not drawn'
  return preview.as.value ? 'With this account’s own values' : 'With example values'
}

const Instead = ({ preview }: { preview: Preview }) => {
  const state = preview.state.value
  if (state.kind === 'failed') return <p class="stage-words">{state.message}</p>
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
    <span class="push line">
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
    </span>
  )
}
