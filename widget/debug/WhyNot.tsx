/** Every nudge that could be here, gate by gate, as the server sees it now. */
import { useErrorBoundary } from 'preact/hooks'
import type { Weighed } from '../../shared/protocol/api.ts'
import type { Why } from './ask-why.ts'
import { atTime } from './words.ts'

type Props = { why: Why | undefined; onAsk(): void; onCode(code: string): void }

export function WhyNot({ why, onAsk, onCode }: Props) {
  // What a server of another version says must not break out of here into the page.
  const [fault] = useErrorBoundary()
  if (fault) return <p class="hint">The answer cannot be read: is it of another version?</p>
  return (
    <section>
      <h2>
        Why, or why not
        <button type="button" onClick={onAsk}>
          Ask again
        </button>
      </h2>
      {!why && <p class="hint">Asking…</p>}
      {why?.kind === 'failed' && <p class="hint">{why.message}</p>}
      {why?.kind === 'locked' && <Unlock onCode={onCode} />}
      {why?.kind === 'told' && <Told answer={why.answer} />}
    </section>
  )
}

function Unlock({ onCode }: Pick<Props, 'onCode'>) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem('code')
    if (input instanceof HTMLInputElement && input.value) onCode(input.value.trim())
  }
  return (
    <form onSubmit={submit}>
      <p class="hint">
        Only members are told. In the console, Set up → Debug a page makes a link to this page, or a
        code for here. It is good for an hour.
      </p>
      <div class="row">
        <input
          name="code"
          aria-label="Debug code"
          placeholder="v1.…"
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit">Unlock</button>
      </div>
    </form>
  )
}

function Told({ answer }: { answer: Extract<Why, { kind: 'told' }>['answer'] }) {
  return (
    <>
      {answer.placements.length === 0 && <p class="hint">No nudge is published.</p>}
      {answer.placements.map(({ placement, nudges }) => (
        <div class="place" key={placement}>
          <h3>
            <code>{placement}</code>
          </h3>
          {nudges.length === 0 && <p class="hint">No nudge is made for it.</p>}
          {nudges.map((one) => (
            <Nudge key={one.nudge} of={one} />
          ))}
        </div>
      ))}
      <h3>Decided lately</h3>
      <ul>
        {answer.past.map(({ id, at, placement, nudge, said }) => (
          <li key={id}>
            <code>{atTime(at)}</code>
            <span>
              {placement}: {nudge ?? 'nothing'}
              <span class="hint">{said}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Nudge({ of: { name, isChosen, said, nearest, rungs } }: { of: Weighed }) {
  return (
    <details>
      <summary>
        <span class={`dot ${isChosen ? 'good' : 'waits'}`} />
        <span>
          {name}
          <span class="hint">{said}</span>
          {nearest && <span class="hint nearest">Would do: {nearest}</span>}
        </span>
      </summary>
      <ol>
        {rungs.map(({ title, passed, said, seen, missing }) => (
          <li key={title} class={passed ? 'passed' : 'failed'}>
            <span aria-hidden="true">{passed ? '✓' : '✕'}</span>
            <span>
              <strong>{title}</strong>: {said}
              {seen && <span class="hint">{seen}</span>}
              {missing.map((one) => (
                <span class="hint" key={one}>
                  {one}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
