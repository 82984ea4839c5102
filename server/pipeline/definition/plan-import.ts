/** What an import would do to the definitions that are there. Pure. */
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import type { FileEntry } from '../../../shared/file/format.ts'
import type { Planned } from '../../../shared/file/plan.ts'
import { differencesBetween, isSame } from '../../../shared/value/difference.ts'
import type { Stored } from './stored-definitions.ts'

type Wish = {
  /** As published, and else as drafts. */
  publish: boolean
  /** Delete what is not in the file. */
  remove: boolean
}

const order: readonly DefinitionKind[] = ['plan', 'meter', 'offer', 'trigger', 'nudge', 'play']
const placeOf = ({ kind, key }: { kind: DefinitionKind; key: string }) =>
  `${order.indexOf(kind)} ${key}`

export function planImport(
  entries: readonly FileEntry[],
  stored: readonly Stored[],
  wish: Wish,
): Planned[] {
  const known = new Map(stored.map((one) => [placeOf(one), one]))
  const named = new Set(entries.map(placeOf))
  const left = stored.filter((one) => !named.has(placeOf(one)))
  return [
    ...entries.map((one) => planEntry(one, known.get(placeOf(one)), wish)),
    ...left.map((one) => planLeft(one, wish)),
  ].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
}

function planEntry(entry: FileEntry, stored: Stored | undefined, { publish }: Wish): Planned {
  const { kind, key, body } = entry
  const common = { kind, key, name: body.name, losesDraft: false }
  if (!stored) return { ...common, what: 'new', differences: [] }
  const before = publish ? stored.published : stored.draft
  const after = publish ? withPause(body, entry.isPaused) : body
  const differences = differencesBetween(
    publish && before ? withPause(before, stored.status === 'paused') : before,
    after,
  )
  if (differences.length === 0) return { ...common, what: 'unchanged', differences }
  const isEdited = publish && !isSame(stored.draft, stored.published)
  return {
    ...common,
    what: 'changed',
    // It was never published: that it is now is all there is to say.
    differences: before === null ? differencesBetween(stored.draft, body) : differences,
    losesDraft: isEdited && !isSame(stored.draft, body),
  }
}

/** What was put away is in no file, and stays. */
function planLeft({ kind, key, draft, status }: Stored, { remove }: Wish): Planned {
  const what = remove && status !== 'archived' ? 'deleted' : 'kept'
  return { kind, key, name: draft.name, what, differences: [], losesDraft: false }
}

const withPause = (body: DefinitionBody, isPaused: boolean) =>
  isPaused ? { ...body, paused: true } : body
