/** Items of a batch, judged one by one: the good ones become inputs, the others refusals. */
import type { z } from 'zod'
import { limits, type Refusal } from '../../../shared/protocol/api.ts'
import { issuesOf } from '../../../shared/protocol/error.ts'
import type { EventSource } from '../../../shared/protocol/live.ts'
import type { Deps } from '../../deps.ts'
import type { Input } from '../../pipeline/input.ts'
import type { RefusedItem } from '../../pipeline/refused.ts'
import type { Done, Question } from '../../pipeline/work.ts'
import { describeError } from '../answer/describe-error.ts'
import { hasReservedName } from './reserved.ts'
import { thinOut } from './thin-out.ts'

type RefusedPlace = Refusal & { index: number }
export type Judged = { inputs: Input[]; places: number[]; refused: RefusedPlace[] }

/** What items must be, and which of them are seen to be it at once. */
export type Measure<S extends z.ZodType> = {
  schema: S
  isPlain?: (item: unknown) => item is z.output<S>
}

/** `places[i]` is where in the batch `inputs[i]` stood. */
export function judge<S extends z.ZodType>(
  items: readonly unknown[],
  { schema, isPlain }: Measure<S>,
  toInput: (item: z.output<S>) => Input,
): Judged {
  const judged: Judged = { inputs: [], places: [], refused: [] }
  items.forEach((item, index) => {
    if (isPlain?.(item)) {
      judged.inputs.push(toInput(item))
      judged.places.push(index)
      return
    }
    const thin = thinOut(item)
    const result = schema.safeParse(thin.item)
    const issues = isTooLarge(item)
      ? [{ path: '', message: `At most ${limits.eventBytes} bytes an item` }]
      : hasReservedName(item)
        ? [{ path: '', message: 'The name "__proto__" is reserved' }]
        : result.success
          ? undefined
          : [...issuesOf(result.error), ...moreOf(thin.left)]
    if (issues || !result.success) {
      judged.refused.push({ index, messageId: messageIdOf(item), issues: issues ?? [] })
      return
    }
    judged.inputs.push(toInput(result.data))
    judged.places.push(index)
  })
  return judged
}

const moreOf = (left: number) => (left > 0 ? [{ path: '', message: `And ${left} more` }] : [])

export type Batch = {
  workspace: string
  source: EventSource
  at: number
  items: readonly unknown[]
  judged: Judged
  /** Written with the items, but not items themselves: not counted in the answer. */
  besides?: Input[]
  question?: Question
}

export type Landed = {
  accepted: number
  repeated: number
  refused: Refusal[]
  done: Done | undefined
}

/** Commits what was good, keeps a list of what was not, and adds up both. */
export async function land(deps: Deps, batch: Batch): Promise<Landed> {
  const { workspace, at, items, judged, besides = [], question } = batch
  const inputs = [...judged.inputs, ...besides]
  const done =
    inputs.length > 0 || question
      ? await deps.pipeline.submit(workspace, { at, inputs, ...(question ? { question } : {}) })
      : undefined
  const late = (done?.refused ?? []).flatMap(({ index, issues }): RefusedPlace[] => {
    const place = judged.places[index]
    return place === undefined
      ? []
      : [{ index: place, messageId: messageIdOf(items[place]), issues }]
  })
  // Of somebody who was erased nothing is kept, not even that.
  const erased = new Set(
    done?.refused.flatMap((one) => (one.isErased ? [judged.places[one.index]] : [])),
  )
  const refused = [...judged.refused, ...late].sort((a, b) => a.index - b.index)
  const told = refused.filter((one) => !erased.has(one.index))
  if (told.length > 0) await record(deps, batch, told)
  const accepted = judged.inputs.length - late.length
  return { accepted, repeated: Math.min(done?.repeated ?? 0, accepted), refused, done }
}

/** The list is a help for people; that it can't be kept is no reason to refuse what has landed. */
async function record(
  deps: Deps,
  { workspace, source, at, items }: Batch,
  refused: RefusedPlace[],
) {
  const list = refused.map(
    ({ index, messageId, issues }): RefusedItem => ({
      at,
      source,
      messageId,
      issues,
      item: JSON.stringify(items[index]).slice(0, 2_000),
    }),
  )
  try {
    await deps.pipeline.recordRefused(workspace, list)
  } catch (error) {
    deps.log.warn({ workspace, ...describeError(error) }, 'refused items were not recorded')
  }
}

function isTooLarge(item: unknown): boolean {
  const text = JSON.stringify(item)
  // Three bytes a UTF-16 unit at most: most items need no counting.
  return text.length * 3 > limits.eventBytes && Buffer.byteLength(text) > limits.eventBytes
}

function messageIdOf(item: unknown): string | null {
  const id = typeof item === 'object' && item !== null && 'messageId' in item && item.messageId
  return typeof id === 'string' ? id.slice(0, 128) : null
}
