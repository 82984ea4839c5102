import { useEffect, useRef, useState } from 'preact/hooks'
import type { Brim } from '../core/api.ts'
import type { Config } from '../core/config.ts'
import { askWhy, type Why } from './ask-why.ts'
import type { CodeKeeper } from './code.ts'
import type { Inside } from './inside.ts'
import type { Line } from './log.ts'
import { reportOf } from './report.ts'
import { stateOf } from './state.ts'
import { WhyNot } from './WhyNot.tsx'
import { atTime, inTime } from './words.ts'

export type Seen = { brim: Brim; config: Config; inside: Inside; lines: Line[] }
type Props = Seen & { code: CodeKeeper; onClose(): void }

export function Panel({ brim, config, inside, lines, code, onClose }: Props) {
  const [head, who, , entries, armed] = inside
  const [why, setWhy] = useState<Why>()
  const [copied, setCopied] = useState<string>()
  const { tone, title, hint } = stateOf(inside)
  const ask = () => askWhy(config.api, inside, code.read()).then(setWhy)
  const asked = [who?.user.id, who?.account?.id, head.page].join(' ')
  // Another person or page has other answers.
  useEffect(() => void ask(), [asked])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
  }
  const copy = async () => {
    const text = reportOf({ version: brim.version, api: config.api, inside, lines, why })
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(''),
      () => setCopied(text),
    )
    if (!navigator.clipboard) setCopied(text)
  }
  return (
    <section class="panel" role="dialog" aria-labelledby="title" onKeyDown={onKeyDown}>
      <header>
        <h1 id="title" tabIndex={-1}>
          Brim <small>{brim.version}</small>
        </h1>
        <button type="button" onClick={copy}>
          {copied === '' ? 'Copied' : 'Copy report'}
        </button>
        <button type="button" class="close" aria-label="Close" title="Close" onClick={onClose}>
          ×
        </button>
      </header>
      <div class="body">
        {copied && <Text text={copied} />}
        <p class={`state ${tone}`} role="status">
          <span class={`dot ${tone}`} />
          <span>
            <strong>{title}</strong>
            {hint && <span class="hint">{hint}</span>}
          </span>
        </p>
        <Section title="Who is here">
          <dl>
            <Fact name="User" value={who?.user.id} />
            <Fact name="Account" value={who?.account?.id ?? (who && 'an account of one')} />
            <Fact name="Page" value={head.page} />
            <Fact name="Locale" value={`${head.locale}, ${head.device}`} />
            <Fact name="Key" value={head.key} />
            <Fact name="Server" value={config.api} />
          </dl>
        </Section>
        <Section title="Armed" count={armed.length} none="Nothing: a paywall hit asks the server.">
          {armed.map(({ decisionId, placement, nudge, format, ghost, page, expiresAt }) => (
            <li key={decisionId}>
              <code>{placement}</code>
              <span>
                {nudge}, {ghost ? 'withheld (control)' : format}
                <span class="hint">
                  {page ? `on ${page} only, ` : ''}for {inTime(expiresAt - Date.now())}
                </span>
              </span>
            </li>
          ))}
        </Section>
        <Section title="Waits to be sent" count={entries.length} none="Nothing: all is told.">
          {entries.slice(-10).map(({ item }) => (
            <li key={item.messageId}>
              <code>{item.type}</code>
              <span>
                {item.type === 'event'
                  ? item.name
                  : item.type === 'meter'
                    ? item.meter
                    : item.outcome}
              </span>
            </li>
          ))}
        </Section>
        <Section title="Here, just now" count={lines.length} none="Nothing since this was opened.">
          {lines.map(({ at, kind, text, hint }) => (
            <li key={`${at} ${text}`}>
              <code>{atTime(at)}</code>
              <span>
                {kind}: {text}
                {hint && <span class="hint">{hint}</span>}
              </span>
            </li>
          ))}
        </Section>
        <WhyNot
          why={why}
          onAsk={ask}
          onCode={(given) => {
            code.write(given)
            void ask()
          }}
        />
      </div>
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? <span class="hint">not known</span>}</dd>
    </div>
  )
}

type SectionProps = {
  title: string
  count?: number
  /** Said where there is nothing. */
  none?: string
  children: preact.ComponentChildren
}

function Section({ title, count, none, children }: SectionProps) {
  return (
    <section>
      <h2>
        {title} {count !== undefined && <small>{count}</small>}
      </h2>
      {count === undefined ? (
        children
      ) : count > 0 ? (
        <ul>{children}</ul>
      ) : (
        <p class="hint">{none}</p>
      )}
    </section>
  )
}

/** Where the clipboard is forbidden: to be copied by hand. */
function Text({ text }: { text: string }) {
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.select(), [text])
  return <textarea ref={area} readOnly rows={6} aria-label="The report, to copy" value={text} />
}
