/** A code of a second factor is looked at, few times only: it has six digits. */
import { UnreadableSecret } from '../../../second-factor/second-factors.ts'
import { ApiError } from '../../answer/api-error.ts'
import { describeError } from '../../answer/describe-error.ts'
import type { Asked } from '../../router.ts'
import { demandPatience, recordLock } from './password.ts'

/** `run` answers what the code is good for; nothing where it is wrong. */
export async function takeCode<T>(
  c: Asked,
  person: string,
  run: () => Promise<T | undefined | false>,
): Promise<T> {
  const { codeThrottle, log } = c.get('deps')
  const { waitMs, isLast } = await codeThrottle.take(person)
  demandPatience(waitMs, 'Too many wrong codes')
  const answer = await run().catch((error: unknown) => {
    if (!(error instanceof UnreadableSecret)) throw error
    log.error(describeError(error), 'a second factor cannot be read')
    throw new ApiError(
      'conflict',
      'Brim has another secret than the one your second factor was set up under: whoever runs it can remove it',
    )
  })
  if (!answer) {
    if (isLast) await recordLock(c, person)
    throw new ApiError('unauthenticated', 'This code is wrong, or was used already')
  }
  await codeThrottle.forget(person)
  return answer
}
