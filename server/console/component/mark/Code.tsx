/** Text to be pasted elsewhere. */
import { CopyButton } from '../button/CopyButton.tsx'

export const Code = ({ text, what }: { text: string; what: string }) => (
  <div class="code-block">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <pre class="code" tabIndex={0}>
      {text}
    </pre>
    <CopyButton text={text} what={what} />
  </div>
)
