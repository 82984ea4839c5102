/** What others have met here, by what their browser said. */

import { useWorkspace } from '../../component/frame/context.tsx'
import { Code } from '../../component/mark/Code.tsx'

export const Trouble = () => {
  const { install, identity } = useWorkspace()
  const { origin } = window.location
  const isEnforced = identity.state.data.value?.mode === 'enforce'
  const hasRefused = identity.refused.value > 0
  return (
    <section class="trouble" aria-label="When nothing arrives">
      <h3>Nothing arrives?</h3>
      <p class="hint">
        Open the page’s developer tools (F12), Console and Network, and reload. Or put data-debug on
        the tag: a panel on the page says what is wrong.
      </p>
      {isEnforced && hasRefused && (
        <p class="notice alarm">
          Pages have come without a valid identity token, and this workspace lets nobody in without
          one. Set identity to “Report” while you set up, or sign tokens first.
        </p>
      )}
      <details>
        <summary>“ERR_BLOCKED_BY_CLIENT”: an ad blocker</summary>
        <p class="hint">
          It blocks addresses that it takes for other people’s. Serve Brim under an address of your
          own, and no blocker has a foreign host to see: docs/embedding.md, “Your own address”, has
          it for nginx, Caddy and Next.js. To go on now, switch the blocker off for your page.
        </p>
      </details>
      <details>
        <summary>“violates the … Content Security Policy directive”</summary>
        <p class="hint">Add Brim’s address to your page’s policy; nothing else is needed:</p>
        <Code text={`script-src ${origin}; connect-src ${origin}`} what="the policy" />
      </details>
      <details>
        <summary>403, “is not in this key’s list”: another origin</summary>
        <p class="hint">
          The page lives at an address that is not allowed. It appears above within seconds, with a
          button to allow it. With and without www, http and https, and each port are origins of
          their own.
        </p>
      </details>
      <details>
        <summary>401, “no such publishable key”: another key</summary>
        <p class="hint">The key in the tag is mistyped, revoked, or a secret one. The right one:</p>
        {install.publishable.value && (
          <Code text={install.publishable.value.text} what="the publishable key" />
        )}
      </details>
      <details>
        <summary>No error, and no request to /b/v1/open</summary>
        <p class="hint">
          Nobody was identified: the tag needs data-user, or the page calls brim.identify. Where
          consent is denied or the browser sends Global Privacy Control, nothing is sent either.
        </p>
      </details>
      <details>
        <summary>The page is on my own machine</summary>
        <p class="hint">
          That works: allow its origin with its port, such as http://localhost:3000. From an https
          page your browser reaches Brim by https only; a page opened as a file:// has no origin and
          is never let in.
        </p>
      </details>
    </section>
  )
}
