/** What stands in a list's place before its first answer, or instead of it. */
import type { Failure } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { Button } from '../button/Button.tsx'
import { Icon } from './Icon.tsx'

type Props = { failure: Failure | undefined; onRetry(): unknown; lines?: number }

export const Waiting = ({ failure, onRetry, lines = 4 }: Props) =>
  failure ? (
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
