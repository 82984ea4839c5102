import { useModel } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { OwnSessionsModel } from '../../model/person/own-sessions.ts'
import { browserInWords } from '../../words/browser.ts'

export const Sessions = () => {
  const { api, toasts } = useConsole()
  const sessions = useModel(() => new OwnSessionsModel(api, toasts))
  useEffect(() => void sessions.load(), [sessions])
  const all = sessions.all.value
  return (
    <section class="card" aria-labelledby="sessions">
      <div class="card-head">
        <div>
          <h2 id="sessions">Where you are signed in</h2>
          <p class="hint">A session ends by itself after a week without use.</p>
        </div>
        {(all?.length ?? 0) > 1 && (
          <Button size="small" onClick={() => void sessions.endOthers()}>
            Sign out everywhere else
          </Button>
        )}
      </div>
      {!all && <Waiting failure={sessions.failure.value} onRetry={sessions.load} lines={2} />}
      <ul class="rows">
        {all?.map((one) => (
          <li key={one.id} class="row invitation-row">
            <span class="row-words">
              <span class="line">
                <span class="row-title">{browserInWords(one.userAgent)}</span>
                {one.isThis && <span class="badge good">This one</span>}
              </span>
              <span class="row-sub">
                <span>
                  since <Time at={one.createdAt} />
                </span>
                <span>
                  used <Time at={one.usedAt} />
                </span>
              </span>
            </span>
            {!one.isThis && (
              <Button size="small" tone="quiet" onClick={() => void sessions.end(one)}>
                Sign out<span class="visually-hidden"> {browserInWords(one.userAgent)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
