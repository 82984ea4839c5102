/** The time that is left of an offer. Seen, and read where the reader goes; not announced each second. */
import type { Countdown as Deadline } from '../../../shared/prompt.ts'
import type { Model } from '../model.ts'
import { dayMs, hourMs } from '../tick.ts'
import { Copy } from './copy.tsx'
import { Icon } from './icon.tsx'

type Props = { model: Model; countdown: Deadline }

export const Countdown = ({ model, countdown: { endsAt, text } }: Props) => (
  <p class="countdown" part="countdown" role="timer">
    <Icon name="clock" />
    <span>
      <Copy of={text} /> <strong>{timeLeft(endsAt - model.now(), model.prompt.locale)}</strong>
    </span>
  </p>
)

/** Never more than there is: "2 days, 5 hr", "5 hr, 12 min", and minutes and seconds in the last hour. */
export function timeLeft(leftMs: number, locale: string): string {
  const digits = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value)
  if (leftMs > hourMs) {
    const [big, small, bigMs] =
      leftMs < dayMs ? (['hour', 'minute', hourMs] as const) : (['day', 'hour', dayMs] as const)
    const unit = (value: number, unit: string) =>
      value ? [digits(value, { style: 'unit', unit, unitDisplay: 'short' })] : []
    const smallMs = leftMs < dayMs ? hourMs / 60 : hourMs
    return [
      ...unit(Math.floor(leftMs / bigMs), big),
      ...unit(Math.floor((leftMs % bigMs) / smallMs), small),
    ].join(' ')
  }
  const seconds = Math.ceil(Math.max(0, leftMs) / 1_000)
  return `${digits(Math.floor(seconds / 60), {})}:${digits(seconds % 60, { minimumIntegerDigits: 2 })}`
}
