/** What an import would do to the definitions that are there. Pure. */
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import type { FileEntry } from '../../../shared/file/format.ts'
import type { Planned } from '../../../shared/file/plan.ts'
import { type Difference, differencesBetween, isSame } from '../../../shared/value/difference.ts'
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
  const differences = differencesIn(
    kind,
    publish && before ? withPause(before, stored.status === 'paused') : before,
    after,
  )
  if (differences.length === 0) return { ...common, what: 'unchanged', differences }
  const isEdited = publish && !isSame(stored.draft, stored.published)
  return {
    ...common,
    what: 'changed',
    // It was never published: that it is now is all there is to say.
    differences: before === null ? differencesIn(kind, stored.draft, body) : differences,
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

const conditions: Partial<Record<DefinitionKind, string>> = {
  trigger: 'when',
  nudge: 'audience',
  play: 'for.accounts',
}

/** Place by place, but for a condition: half of one says nothing. */
function differencesIn(kind: DefinitionKind, before: unknown, after: unknown): Difference[] {
  const whole = conditions[kind]
  let isTold = false
  return differencesBetween(before, after).flatMap((one) => {
    if (!whole || (one.path !== whole && !one.path.startsWith(`${whole}.`))) return [one]
    if (isTold) return []
    isTold = true
    const [was, is] = [valueAt(before, whole), valueAt(after, whole)]
    return [
      {
        path: whole,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ]
  })
}

const valueAt = (body: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], body)
