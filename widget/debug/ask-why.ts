/** Asks the server why: for a member, who has a code. */
import type { ExplainResponse } from '../../shared/protocol/api.ts'
import type { ErrorEnvelope } from '../../shared/protocol/error.ts'
import type { Inside } from './inside.ts'

export type Why =
  | { kind: 'told'; answer: ExplainResponse }
  /** Without a code, or with one that is over. */
  | { kind: 'locked' }
  | { kind: 'failed'; message: string }

export async function askWhy(api: string, inside: Inside, code: string | undefined): Promise<Why> {
  const [head, who] = inside
  if (!who) return { kind: 'failed', message: 'Nobody is here yet' }
  const { user, account, token } = who
  try {
    const response = await fetch(`${api}/v1/explain`, {
      method: 'POST',
      credentials: 'omit',
      body: JSON.stringify({
        ...head,
        user: { id: user.id },
        account: account && { id: account.id },
        token,
        code,
      }),
    })
    const answer = (await response.json()) as ExplainResponse & Partial<ErrorEnvelope>
    if (Array.isArray(answer.placements) && Array.isArray(answer.past))
      return { kind: 'told', answer }
    if (answer.error?.code === 'forbidden') return { kind: 'locked' }
    return { kind: 'failed', message: answer.error?.message ?? `Status ${response.status}` }
  } catch {
    return { kind: 'failed', message: 'Brim did not answer' }
  }
}
