/** Gives a source what its vendor signs with. */
import { signal } from '@preact/signals'
import { vendorNames } from '../../../../shared/event/source.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { Source } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import type { Toasts } from '../toasts.ts'

export type SecretDeps = { toasts: Toasts; onSecret(): void }

export function createSecretGiver(
  api: WorkspaceApi,
  { id, vendor }: Source,
  { toasts, onSecret }: SecretDeps,
) {
  const isGiving = signal(false)
  return {
    isGiving,
    /** Answers what was wrong with it, or null. */
    async giveSecret(secret: string): Promise<string | null> {
      isGiving.value = true
      const answer = await api.giveSecret(id, secret)
      isGiving.value = false
      if (answer.kind === 'failed') {
        return answer.failure.issues[0]?.message ?? failureInWords(answer.failure)
      }
      onSecret()
      toasts.say(`The signing secret is kept: ${vendorNames[vendor]} is let in by it from now on`)
      return null
    },
  }
}
export type SecretGiver = ReturnType<typeof createSecretGiver>
