/** What measures count. */
import { partsOf, type State } from '../state.ts'
import { into, type Maybe } from './rows.ts'

export function countedStatements(state: State): Maybe[] {
  const { out } = state
  return [
    into(
      'buckets (measure, subject, bucket, value)',
      [...out.totals].flatMap(([at, buckets]) => {
        const [measure, subject] = partsOf(at)
        return [...buckets].map(([bucket, value]) => [Number(measure), subject, bucket, value])
      }),
      'ON CONFLICT (measure, subject, bucket) DO UPDATE SET value = value + excluded.value',
    ),
    into(
      'members (measure, subject, bucket, member, uses)',
      [...out.members].flatMap(([at, buckets]) => {
        const [measure, subject] = partsOf(at)
        return [...buckets].flatMap(([bucket, members]) =>
          [...members].map(([member, uses]) => [Number(measure), subject, bucket, member, uses]),
        )
      }),
      'ON CONFLICT (measure, subject, bucket, member) DO UPDATE SET uses = uses + excluded.uses',
    ),
    into(
      'latest (measure, subject, member, bucket)',
      [...out.latest].flatMap(([at, members]) => {
        const [measure, subject] = partsOf(at)
        const buckets = state.latest.get(at)
        return [...members].map((one) => [Number(measure), subject, one, buckets?.get(one)])
      }),
      `ON CONFLICT (measure, subject, member) DO UPDATE SET bucket = max(bucket, excluded.bucket)`,
    ),
    into(
      'firsts (measure, subject, member, at)',
      [...out.firsts].flatMap(([at, members]) => {
        const [measure, subject] = partsOf(at)
        return [...members].map(([member, first]) => [Number(measure), subject, member, first])
      }),
      'ON CONFLICT (measure, subject, member) DO UPDATE SET at = min(at, excluded.at)',
    ),
  ]
}
