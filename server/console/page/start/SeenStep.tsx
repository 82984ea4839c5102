/** How to make it appear and, once somebody has seen it, where and when. */

import { reasonInWords } from '../../../../shared/words/reason.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Code } from '../../component/mark/Code.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { pathTo } from '../../router.ts'
import { placementPhrase } from '../../words/nudge.ts'
import { seenWhere } from '../../words/start.ts'
import { momentInWords } from '../../words/time.ts'

export const SeenStep = () => {
  const { start, nudges } = useWorkspace()
  const state = start.state.data.value
  const seen = state?.seen
  if (seen) {
    const name = nudges.nameOf.value('nudge', seen.nudge)
    const where = seenWhere(seen.path, state.origins)
    return (
      <>
        <p class="heard good" role="status">
          <span class="heard-mark">
            <Icon name="check" size={14} />
          </span>
          <span>
            <strong>Your prompt was seen</strong>, {momentInWords(seen.at, Date.now())}
            {where && <> on {where}</>}: “{name}”, by {seen.user}.{' '}
            <Link to={pathTo('decision', seen.decision)}>Why it was chosen</Link>
          </span>
        </p>
        <p class="muted">
          That is the whole way. Next: <Link to="/catalogue">your plans and offers</Link>, so that
          prompts know your prices, and <Link to="/settings">how often people may see them</Link>.
        </p>
      </>
    )
  }
  return <Waiting />
}

const Waiting = () => {
  const { start } = useWorkspace()
  const [live] = start.published.value.toSorted(
    (a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0),
  )
  if (!live) return <p class="muted">Publish a nudge first, in the step before.</p>
  const placement = live.published?.placement ?? 'page'
  const decided = start.decided.value
  return (
    <>
      <HowTo placement={placement} />
      <p class="heard" role="status">
        <span class="heard-mark" />
        Waiting until somebody sees it…
      </p>
      {decided?.reason && (
        <p class="notice">
          <Icon name="alert" />
          <span>
            Brim was asked {placementPhrase(decided.placement)} for {decided.user}, and showed
            nothing: {reasonInWords(decided.reason)}.{' '}
            <Link to={pathTo('decision', decided.id)}>See each step of it</Link>
          </span>
        </p>
      )}
    </>
  )
}

const HowTo = ({ placement }: { placement: string }) => {
  const [kind, ...rest] = placement.split(':')
  const name = rest.join(':')
  if (kind === 'page') return <p class="muted">Reload your page: it appears by itself.</p>
  if (kind === 'paywall' || kind === 'event') {
    const line =
      kind === 'paywall'
        ? `await brim.paywall(${JSON.stringify(name)})`
        : `brim.track(${JSON.stringify(name)})`
    return (
      <>
        <p class="muted">
          Do in your product what leads there. Or open your page’s developer tools (F12), and paste
          this into its console:
        </p>
        <Code text={line} what="the line for the console" />
      </>
    )
  }
  return <p class="muted">Open the page where that stands.</p>
}
