import { Button } from '../../component/button/Button.tsx'
import { CopyButton } from '../../component/button/CopyButton.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import type { SetupAnswer } from '../../contract.ts'
import { snippetOf } from '../install/snippet.ts'
import { Welcome } from './Welcome.tsx'

export const SetupDone = ({ answer }: { answer: SetupAnswer }) => {
  const { router } = useConsole()
  const snippet = snippetOf(window.location.origin, answer.publishableKey)
  return (
    <Welcome
      title="It’s yours"
      words="Paste the snippet into your product’s pages, and keep the secret key."
    >
      <section class="stack tight">
        <div class="line">
          <h2>Snippet</h2>
          <span class="push">
            <CopyButton text={snippet} what="the snippet" />
          </span>
        </div>
        <pre class="code wrap">{snippet}</pre>
      </section>
      <section class="stack tight">
        <div class="line">
          <h2>Secret key</h2>
          <span class="push">
            <CopyButton text={answer.secretKey} what="the secret key" />
          </span>
        </div>
        <pre class="code wrap">{answer.secretKey}</pre>
        <p class="hint">For your backend only. It is shown this once.</p>
      </section>
      <Button tone="primary" onClick={() => router.go('/start', { replace: true })}>
        I have kept the key, go on
      </Button>
    </Welcome>
  )
}
