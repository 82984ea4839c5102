import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { sourceWords } from '../../words/event.ts'

export const Refusals = () => {
  const { install } = useWorkspace()
  const list = install.refusals.data.value
  return (
    <section class="card" aria-labelledby="refusals">
      <div class="card-head">
        <div>
          <h2 id="refusals">Refused items</h2>
          <p class="hint">
            What arrived and couldn’t be taken, and why. The good ones beside them landed.
          </p>
        </div>
      </div>
      {list?.length === 0 && <div class="card-body muted">Nothing has been refused.</div>}
      <ul class="rows">
        {list?.slice(0, 20).map((refusal) => (
          <li key={refusal.id}>
            <details class="happening">
              <summary>
                <span class="muted small">
                  <Time at={refusal.at} />
                </span>
                <span class="happening-kind signal">
                  <Icon name="alert" size={13} />
                </span>
                <span class="happening-words">
                  {refusal.issues.map((issue) => issue.message).join('; ')}
                </span>
                <span class="happening-who muted">{sourceWords[refusal.source]}</span>
                <span class="chevron">
                  <Icon name="chevron" size={14} />
                </span>
              </summary>
              <div class="happening-body">
                <pre class="code wrap">{refusal.item}</pre>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
