/** Definitions on their way in and out, for the API and the console alike. */
import {
  type DefinitionBody,
  type DefinitionChange,
  type DefinitionKind,
  type DefinitionRecord,
  definitionSchemas,
} from '../../shared/definition/definition.ts'
import { type Issue, issuesOf } from '../../shared/protocol/error.ts'
import { listOf } from '../../shared/words/list.ts'
import type { RemoveResult, SaveResult } from '../pipeline/definition/requests.ts'
import { ApiError, invalid } from './answer/api-error.ts'
import { refuseUnspeakable } from './request/reserved.ts'

/** Checks a body. Its `key` may be left out where the address has it, and cannot differ from it. */
export function readDefinition<K extends DefinitionKind>(
  kind: K,
  body: unknown,
  key?: string,
): DefinitionBody<K> {
  refuseUnspeakable(body)
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const whole = isObject && key !== undefined && !('key' in body) ? { ...body, key } : body
  const result = definitionSchemas[kind].safeParse(whole)
  if (!result.success) throw invalid(issuesOf(result.error), `This ${kind} is not valid`)
  if (key !== undefined && result.data.key !== key) {
    throw invalid([{ path: 'key', message: `Is "${result.data.key}", the address says "${key}"` }])
  }
  return result.data as DefinitionBody<K>
}

/** What somebody asked for; what is saved and no more stays a draft. */
type Wish = DefinitionChange | 'save'

const refusals: Record<Wish, string> = {
  save: 'This cannot be saved',
  publish: 'This cannot be published',
  pause: 'It cannot be paused',
  resume: 'It cannot be resumed',
  archive: 'It cannot be archived',
  restore: 'It cannot be restored',
}

/** Its state is no field of anybody's: only the reason is said of it. */
function refusalOf(change: Wish, issues: Issue[]): ApiError {
  const [first] = issues
  if (first?.path !== 'status') return invalid(issues, refusals[change])
  return new ApiError('invalid', `${refusals[change]}: ${first.message}`, { issues })
}

/** The record that a change led to; throws what the author has to be told otherwise. */
export function recordOf(result: SaveResult, change: Wish = 'publish'): DefinitionRecord {
  switch (result.kind) {
    case 'saved':
      return result.record
    case 'invalid':
      throw refusalOf(change, result.issues)
    case 'conflict':
      throw new ApiError(
        'conflict',
        `"${result.record.key}" has changed meanwhile: it is at revision ${result.record.revision}`,
      )
    case 'not_found':
      throw new ApiError('not_found', 'There is nothing here by this key')
    default:
      return result satisfies never
  }
}

/** The same of what was to be saved, and with `publish` to go live at once. */
export const savedOf = (result: SaveResult, publish: boolean) =>
  recordOf(result, publish ? 'publish' : 'save')

/** What was taken away, so that it can be brought back; throws what stands against it. */
export function removedOf(result: RemoveResult): DefinitionRecord {
  switch (result.kind) {
    case 'removed':
      return result.record
    case 'used': {
      const names = result.uses.map(({ kind, name }) => `the ${kind} “${name}”`)
      const refers = names.length === 1 ? 'refers' : 'refer'
      throw new ApiError('conflict', `Still in use: ${listOf(names)} ${refers} to it`)
    }
    case 'on_trial':
      throw new ApiError('conflict', 'Accounts are on a trial of it: it can go when these are over')
    case 'not_found':
      throw new ApiError('not_found', 'There is nothing here by this key')
    default:
      return result satisfies never
  }
}
