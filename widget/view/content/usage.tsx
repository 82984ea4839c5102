/** How far a meter has come, in words and as a bar. */
import type { PromptUsage } from '../../../shared/decision/prompt.ts'

export const Usage = ({ usage: { used, limit, text } }: { usage: PromptUsage }) => (
  <div class="usage" part="usage">
    <span id="usage">{text}</span>
    {limit !== null && (
      <progress part="bar" aria-labelledby="usage" max={limit} value={Math.min(used, limit)} />
    )}
  </div>
)
