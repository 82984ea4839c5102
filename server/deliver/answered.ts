/** What vendors put into their answers: JSON, or what a proxy in between has to say. */
import type { Answer } from './call.ts'
import { clip } from './story.ts'

/** Empty where there is none. */
export function jsonIn({ body }: Pick<Answer, 'body'>): object {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

type Said = { message?: unknown; detail?: unknown; code?: unknown }

/** Why, in the vendor’s words; undefined where it gives no reason. */
export function reasonIn(answer: Pick<Answer, 'body'>): string | undefined {
  const said = jsonIn(answer) as Said & { errors?: unknown; error?: unknown; errorDesc?: unknown }
  const first: unknown = Array.isArray(said.errors) ? said.errors[0] : said.error
  const inner: Said = typeof first === 'object' && first !== null ? first : { message: first }
  const reasons = [inner.message, inner.detail, inner.code, said.errorDesc, said.message]
  const reason = reasons.find((one) => typeof one === 'string' && one.trim() !== '')
  return reason === undefined ? undefined : clip(String(reason), 300)
}
