/**
 * `brim pull` and `brim push`: the definitions of a workspace as a file in a repository, over the API
 * of a Brim that may run anywhere.
 */

import type { ImportPlan, Planned } from '../../shared/file/plan.ts'
import { notText, textOf } from '../../shared/file/text-of.ts'
import type { ErrorEnvelope, Issue } from '../../shared/protocol/error.ts'
import { differencesBetween } from '../../shared/value/difference.ts'
import { changesIn, planInWords } from '../../shared/words/import.ts'
import { Refused } from '../operate/command.ts'

export type Pull = { kind: 'pull'; server: string; file: string; drafts: boolean }
export type Push = {
  kind: 'push'
  server: string
  file: string
  publish: boolean
  remove: boolean
  /** Say what would change, and change nothing. */
  dryRun: boolean
}

export type Tools = {
  fetch(address: string, init: RequestInit): Promise<Response>
  read(file: string): Promise<Uint8Array>
  write(file: string, text: string): Promise<void>
  /** A secret key that may read, and author. */
  key: string | undefined
}

export async function* pull({ server, file, drafts }: Pull, tools: Tools): AsyncGenerator<string> {
  const query = `?state=${drafts ? 'draft' : 'published'}`
  const text = await (await ask(tools, 'GET', `${server}/v1/definitions${query}`)).text()
  await tools.write(file, text)
  yield `${file} is as the workspace is`
}

export async function* push(
  { server, file, publish, remove, dryRun }: Push,
  tools: Tools,
): AsyncGenerator<string> {
  const bytes = await tools.read(file).catch(() => {
    throw new Refused(`${file} cannot be read`)
  })
  const text = textOf(bytes)
  if (text === undefined) throw new Refused(`${file} cannot be read. ${notText}`)
  const address = `${server}/v1/definitions`
  const query = `?publish=${publish}&remove=${remove}`
  const planned = await ask(tools, 'POST', `${address}/plan${query}`, { file, text })
  const plan = (await planned.json()) as ImportPlan
  for (const one of plan.definitions) yield* linesOf(one)
  for (const note of plan.notes) yield `note  ${placeOf(note, file)}${note.message}`
  yield planInWords(plan)
  if (dryRun || changesIn(plan) === 0) return
  await ask(tools, 'PUT', `${address}${query}&base=${plan.base}`, { file, text })
  yield publish ? 'Done: it is live' : 'Done: as drafts'
}

type Sent = { file: string; text: string }

async function ask(
  { fetch, key }: Tools,
  method: string,
  address: string,
  sent?: Sent,
): Promise<Response> {
  if (!key) throw new Refused('BRIM_KEY is missing: a secret key of the workspace, sk_…')
  const response = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(sent ? { body: sent.text } : {}),
  }).catch((error: Error) => {
    const { message } = error.cause instanceof Error ? error.cause : error
    throw new Refused(`${new URL(address).origin} cannot be reached: ${message}`)
  })
  if (response.ok) return response
  if (response.status === 401) {
    throw new Refused('BRIM_KEY is no secret key of a workspace there, or was revoked')
  }
  const { error } = (await response.json().catch(() => ({}))) as Partial<ErrorEnvelope>
  const issues = error?.issues ?? []
  const faults = issues.map((one) => `${placeOf(one, sent?.file ?? '')}${one.message}`)
  throw new Refused(
    faults.length > 0
      ? [...faults, 'Nothing was changed'].join('\n')
      : (error?.message ?? `Brim answered ${response.status}`),
  )
}

/** As compilers say it, so that editors find it. */
function placeOf({ path, line }: Issue, file: string): string {
  return `${line === undefined ? '' : `${file}:${line}: `}${path === '' ? '' : `${path}: `}`
}

const signs: Record<Planned['what'], string> = {
  new: '+',
  changed: '~',
  deleted: '-',
  unchanged: ' ',
  kept: ' ',
}

function* linesOf({ kind, key, what, differences, losesDraft }: Planned): Generator<string> {
  if (what === 'unchanged') return
  if (what === 'kept') return yield `  ${kind} ${key} is not in the file, and stays`
  yield `${signs[what]} ${kind} ${key}`
  for (const one of differences) {
    // A condition is told whole: here what of it is another.
    for (const { path, before, after } of differencesBetween(one.before, one.after)) {
      const place = path === '' ? one.path : `${one.path}.${path}`
      yield `    ${place}: ${valueInWords(before)} -> ${valueInWords(after)}`
    }
  }
  if (losesDraft) yield '    replaces a draft that was saved and never published'
}

const valueInWords = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
