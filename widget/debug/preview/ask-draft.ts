/** Asks the server for the draft: by the link, and in the values of who is here. */
import type { PagePreviewResponse } from '../../../shared/protocol/api.ts'
import type { ErrorEnvelope } from '../../../shared/protocol/error.ts'
import type { Inside } from '../inside.ts'

export type Draft =
  | { kind: 'drawn'; answer: PagePreviewResponse }
  | { kind: 'failed'; message: string }

export async function askDraft(api: string, [head, who, isAllowed]: Inside, code: string) {
  // Who doesn't want to be told of isn't, not for this either.
  const known = isAllowed ? who : undefined
  try {
    const response = await fetch(`${api}/v1/preview`, {
      method: 'POST',
      credentials: 'omit',
      body: JSON.stringify({
        ...head,
        user: known && { id: known.user.id },
        account: known?.account && { id: known.account.id },
        token: known?.token,
        code,
      }),
    })
    const answer = (await response.json()) as PagePreviewResponse & Partial<ErrorEnvelope>
    if (answer.prompt) return { kind: 'drawn', answer } satisfies Draft
    return failed(answer.error?.message ?? `Status ${response.status}`)
  } catch {
    return failed('Brim did not answer')
  }
}

const failed = (message: string): Draft => ({ kind: 'failed', message })
