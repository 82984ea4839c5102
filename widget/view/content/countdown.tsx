/** The time that is left of an offer. Seen, and read where the reader goes; not announced each second. */
import type { Countdown as Deadline } from '../../../shared/decision/prompt.ts'
import type { Model } from '../model.ts'
import { Copy } from './copy.tsx'
import { Icon } from './icon.tsx'
import { timeLeft } from './time-left.ts'

type Props = { model: Model; countdown: Deadline }

export const Countdown = ({ model, countdown: { endsAt, text } }: Props) => (
  <p class="countdown" part="countdown" role="timer">
    <Icon name="clock" />
    <span>
      <Copy of={text} /> <strong>{timeLeft(endsAt - model.now(), model.prompt.locale)}</strong>
    </span>
  </p>
)
