import { useEffect } from 'preact/hooks'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Code } from '../../component/mark/Code.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { DebugPage } from './DebugPage.tsx'
import { Heard } from './Heard.tsx'
import { Identity } from './identity/Identity.tsx'
import { Keys } from './Keys.tsx'
import { Refusals } from './Refusals.tsx'
import { curlExample, identifyExample, pinnedSnippetOf, snippetOf } from './snippet.ts'

export const InstallPage = () => {
  const { install, identity, accounts } = useWorkspace()
  useEffect(() => {
    void identity.state.load(3000)
    void accounts.loadNames(30_000)
    void install.load(3000)
    return install.listen()
  }, [install, identity, accounts])
  const key = install.publishable.value
  const release = install.release.data.value
  return (
    <Page
      title="Set up"
      words="Five minutes to the first prompt: paste, see it arrive, write a nudge."
      actions={
        <>
          <Link class="button" to="/sources">
            Sources
          </Link>
          <Link class="button" to="/settings">
            Settings
          </Link>
          <Link class="button primary" to="/start">
            Guide to the first prompt
          </Link>
        </>
      }
    >
      {!key && !install.keys.data.value ? (
        <Waiting failure={install.keys.failure.value} onRetry={install.load} />
      ) : (
        <ol class="steps">
          <li class="card step">
            <StepHead number={1} title="Paste the snippet into your pages">
              It is small, loads beside your page and never breaks it.
            </StepHead>
            <div class="step-body stack">
              {key ? (
                <Code text={snippetOf(window.location.origin, key.text)} what="the snippet" />
              ) : (
                <p class="muted">Create a publishable key below first.</p>
              )}
              {key && release && (
                <details>
                  <summary>Pinned to this version, by its hash</summary>
                  <div class="stack tight">
                    <p class="hint">
                      In place of the second tag: browsers refuse any other script. It stays what it
                      is when Brim is upgraded, so take the new one from here then.
                    </p>
                    <Code
                      text={pinnedSnippetOf(window.location.origin, key.text, release)}
                      what="the pinned snippet"
                    />
                  </div>
                </details>
              )}
            </div>
          </li>
          <li class="card step">
            <StepHead number={2} title="Say who is there and what they do">
              From the page, or from your backend with a secret key. What your backend says about a
              plan, a browser can’t overrule.
            </StepHead>
            <div class="step-body stack">
              <Code text={identifyExample()} what="the example for the page" />
              <details>
                <summary>From your backend</summary>
                <Code
                  text={curlExample(window.location.origin)}
                  what="the example for the backend"
                />
              </details>
            </div>
          </li>
          <li class="card step">
            <StepHead number={3} title="See that it arrives">
              Open a page with the snippet. This turns green by itself.
            </StepHead>
            <div class="step-body">
              <Heard />
            </div>
          </li>
        </ol>
      )}
      <Keys />
      <Identity />
      <DebugPage />
      <Refusals />
      <p class="muted small">
        Next: <Link to="/nudges/new">write your first nudge</Link>.
      </p>
    </Page>
  )
}

type HeadProps = { number: number; title: string; children: string }

const StepHead = ({ number, title, children }: HeadProps) => (
  <div class="step-head">
    <span class="step-number" aria-hidden="true">
      {number}
    </span>
    <div>
      <h2>{title}</h2>
      <p class="hint">{children}</p>
    </div>
  </div>
)
