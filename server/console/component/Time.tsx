/** A moment, said relative to now; the exact one on hover. */
import { signal } from '@preact/signals'
import { clockTime, fullTime, relativeTime } from '../words/time.ts'

const now = signal(Date.now())
setInterval(() => {
  now.value = Date.now()
}, 20_000)

type Props = { at: number; form?: 'relative' | 'clock' }

export const Time = ({ at, form = 'relative' }: Props) => (
  <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
    {form === 'clock' ? clockTime(at) : relativeTime(at, Math.max(now.value, at))}
  </time>
)

/** A moment that lies ahead, such as the end of a trial. */
export const Until = ({ at }: { at: number }) => (
  <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
    {relativeTime(at, now.value)}
  </time>
)
