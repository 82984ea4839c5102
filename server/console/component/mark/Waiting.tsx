/** What stands in a list's place before its first answer, or instead of it. */
import { useEffect, useRef } from 'preact/hooks'
import type { Failure } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { Button } from '../button/Button.tsx'
import { Icon } from './Icon.tsx'

type Props = { failure: Failure | undefined; onRetry(): unknown; lines?: number }

export const Waiting = ({ failure, onRetry, lines = 4 }: Props) => {
  useRetry(failure?.code === 'offline', onRetry)
  return failure ? (
    <div class="empty" role="alert">
      <Icon name="alert" size={24} />
      <p>{failureInWords(failure)}</p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  ) : (
    <div class="waiting" role="status">
      <span class="visually-hidden">Loading</span>
      {Array.from({ length: lines }, (_, at) => (
        <div class="row" key={at}>
          <div class="skeleton" />
        </div>
      ))}
    </div>
  )
}

/** Asks again by itself, when the browser is online again or somebody turns to the tab. */
function useRetry(isAway: boolean, retry: () => unknown) {
  const newest = useRef(retry)
  newest.current = retry
  useEffect(() => {
    if (!isAway) return
    const ask = () => {
      if (document.visibilityState === 'visible') void newest.current()
    }
    window.addEventListener('online', ask)
    document.addEventListener('visibilitychange', ask)
    return () => {
      window.removeEventListener('online', ask)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [isAway])
}
