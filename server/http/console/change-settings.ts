/** Settings that somebody edited in the console, saved unless somebody else was first. */
import type { Context } from 'hono'
import { z } from 'zod'
import type { Actor } from '../../../shared/audit/actor.ts'
import { capital } from '../../../shared/words/capital.ts'
import { listOf } from '../../../shared/words/list.ts'
import type { Settings } from '../../../shared/workspace/settings.ts'
import type { SettingsChange } from '../../pipeline/settings.ts'
import { ApiError } from '../answer/api-error.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'

/** What stood there as it was edited, as it was answered then; absent: whatever stands there goes. */
export const editedFrom = { from: z.record(z.string(), z.unknown()).optional() }

export async function changeSettings(
  c: Context<MemberEnv>,
  {
    patch,
    from = {},
  }: { patch: SettingsChange['patch']; from: SettingsChange['from'] | undefined },
): Promise<Settings> {
  const { by } = doingIn(c)
  const change = { patch, from, by }
  const changed = await c.get('deps').pipeline.changeSettings(c.get('workspace').id, change)
  switch (changed.kind) {
    case 'saved':
      return changed.settings
    case 'conflict':
      throw new ApiError('conflict', `${whoInWords(changed.by, by)} changed this meanwhile`)
    default:
      return changed satisfies never
  }
}

function whoInWords(changers: readonly Actor[], me: Actor): string {
  const names = changers.map((one) => {
    if (one.kind === 'person' && one.id === me.id) return 'you, elsewhere,'
    return one.kind === 'key' ? `the key “${one.name}”` : one.name
  })
  return capital(listOf(names) || 'somebody')
}
