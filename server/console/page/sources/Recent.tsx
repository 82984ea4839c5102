/** The messages that came last, and what the mapping as it is edited makes of each. */
import { Button } from '../../component/button/Button.tsx'
import { Icon, type IconName } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { TriedPayload } from '../../contract.ts'
import type { MappingEditor } from '../../model/source/mapping-editor.ts'
import { becomesInWords } from '../../words/source.ts'

type Props = { editor: MappingEditor /** Beside what holds for all. */; words?: string }

export const Recent = ({ editor, words = '' }: Props) => {
  const tried = editor.tried.value
  return (
    <section class="card" aria-labelledby="recent">
      <div class="card-head">
        <div>
          <h2 id="recent">What came last</h2>
          <p class="hint">
            {editor.isDirty.value
              ? 'As it would be by the mapping above, which is not saved yet.'
              : 'And what it is by the mapping above.'}{' '}
            The newest 50 are kept for a day{words}.
          </p>
        </div>
        <Button size="small" onClick={() => void editor.look()}>
          Look again
        </Button>
      </div>
      {tried?.length === 0 && (
        <div class="card-body muted">
          Nothing yet. Once the tool sends, its messages stand here, and changes above are tried on
          them before you save.
        </div>
      )}
      <ul class="rows" aria-live="polite">
        {tried?.map((one, i) => (
          <li key={`${one.at} ${i}`}>
            <Payload payload={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const marks = {
  items: { icon: 'check', tone: 'good', words: 'Taken in' },
  ignored: { icon: 'pause', tone: '', words: 'Left out' },
  refused: { icon: 'alert', tone: 'signal', words: 'Refused' },
  waiting: { icon: 'clock', tone: 'signal', words: 'Waits' },
} as const satisfies Record<string, { icon: IconName; tone: string; words: string }>

const Payload = ({ payload }: { payload: TriedPayload }) => {
  const { at, text, becomes } = payload
  const mark = marks[becomes.kind]
  return (
    <details class="happening">
      <summary>
        <span class="muted small">
          <Time at={at} />
        </span>
        <span class={`happening-kind ${mark.tone}`} title={mark.words}>
          <Icon name={mark.icon} size={13} />
          <span class="visually-hidden">{mark.words}:</span>
        </span>
        <span class="happening-words">{becomesInWords(becomes)}</span>
        <span class="happening-who muted">{mark.words}</span>
        <span class="chevron">
          <Icon name="chevron" size={14} />
        </span>
      </summary>
      <div class="happening-body stack tight">
        {becomes.kind === 'items' && becomes.leftOut.length > 0 && (
          <p class="hint">Does not fit and is left out: {becomes.leftOut.join(', ')}.</p>
        )}
        <pre class="code wrap">{indented(text)}</pre>
      </div>
    </details>
  )
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
