/** Trying a destination: what it is sent, and what the other end says to it. */
import type { Destination } from '../../../../shared/destination/destination.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { AttemptView } from './AttemptView.tsx'

export const Sample = ({ destination }: { destination: Destination }) => {
  const { destinations } = useWorkspace()
  const sample = destinations.samples.value.get(destination.id)
  const isSending = sample === 'sending'
  return (
    <section class="card" aria-labelledby="sample">
      <div class="card-head">
        <div>
          <h2 id="sample">Try it</h2>
          <p class="hint">Sends a made-up signal, marked as a sample, and shows what comes back.</p>
        </div>
        <Button
          needs="settings"
          icon="send"
          disabled={isSending}
          onClick={() => void destinations.sample(destination)}
        >
          {isSending ? 'Sending…' : 'Send a sample'}
        </Button>
      </div>
      <div role="status">
        {sample && !isSending && (
          <div class="card-body">
            <AttemptView attempt={sample} />
          </div>
        )}
      </div>
    </section>
  )
}
