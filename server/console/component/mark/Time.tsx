/** A moment, said relative to now; the exact one on hover. */
import { signal } from '@preact/signals'
import { clockTime, fullTime, momentInWords, relativeTime } from '../../words/time.ts'

const now = signal(Date.now())
setInterval(() => {
  now.value = Date.now()
}, 20_000)

type Props = { at: number; form?: 'relative' | 'clock' | 'moment' }

export const Time = ({ at, form = 'relative' }: Props) => (
  <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
    {sayTime(at, form)}
  </time>
)

function sayTime(at: number, form: NonNullable<Props['form']>): string {
  if (form === 'clock') return clockTime(at)
  const current = Math.max(now.value, at)
  return form === 'moment' ? momentInWords(at, current) : relativeTime(at, current)
}

/** A moment that lies ahead, such as the end of a trial. */
export const Until = ({ at }: { at: number }) => (
  <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
    {relativeTime(at, now.value)}
  </time>
)

/** When a key was used last, if ever. */
export const LastUsed = ({ at }: { at: number | null }) =>
  at === null ? (
    <>never used</>
  ) : (
    <>
      used <Time at={at} />
    </>
  )
