/** What definitions refer to: it must be there, must be published when they are, and must not lead back. */
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import { type Nudge, wordsIn } from '../../../shared/definition/nudge.ts'
import type { Offer } from '../../../shared/definition/plan.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import type { Play } from '../../../shared/play/play.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import { leavesOf } from '../../engine/leaves.ts'
import { windowsBeyond } from '../../engine/reach.ts'
import { destinationsMissing } from '../play/context.ts'
import { loadSettings } from '../settings.ts'
import { type Reader, readDefinition } from './definition-rows.ts'

/** References to what isn't there, or, when publishing, isn't published. */
export async function danglingReferences(
  reader: Reader,
  kind: DefinitionKind,
  body: DefinitionBody,
  mustBePublished: boolean,
): Promise<Issue[]> {
  const issues: Issue[] = []
  const need = async (of: DefinitionKind, key: string | undefined, path: string) => {
    const found = key === undefined ? null : await readDefinition(reader, of, key)
    if (key === undefined) return found
    if (!found) issues.push({ path, message: `There is no ${of} "${key}"` })
    else if (found.status === 'archived') {
      issues.push({ path, message: `The ${of} "${key}" is archived` })
    } else if (mustBePublished && !found.published) {
      issues.push({ path, message: `The ${of} "${key}" is not published yet` })
    }
    return found
  }
  if (kind === 'trigger') {
    const trigger = body as Trigger
    await need('offer', trigger.recommends, 'recommends')
    issues.push(...windowsBeyond(trigger, await keptMs(reader)))
    for (const { leaf, path } of leavesOf(trigger.when, 'when')) {
      if (!('measure' in leaf)) continue
      const { measure } = leaf
      if ('trial' in measure)
        await need('offer', measure.trial.offer, `${path}.measure.trial.offer`)
      if ('meter' in measure && !(await isKnownMeter(reader, measure.meter.name))) {
        const message = `There is no meter "${measure.meter.name}": no reading of it has come, and no published plan limits it`
        issues.push({ path: `${path}.measure.meter.name`, message })
      }
    }
    for (const { key, path } of signalsReadBy(trigger)) {
      const leads = key === trigger.key || (await readsSignalsOf(reader, key, trigger.key))
      if (leads) issues.push({ path, message: `"${trigger.key}" would wait for its own signals` })
      else await need('trigger', key, path)
    }
  }
  if (kind === 'offer') {
    const offer = body as Offer
    if ('plan' in offer) await need('plan', offer.plan, 'plan')
  }
  if (kind === 'play')
    issues.push(...(await destinationsMissing(reader, body as Play, mustBePublished)))
  if (kind === 'play') {
    const { when, actions } = body as Play
    for (const [i, key] of when.triggers.entries()) await need('trigger', key, `when.triggers.${i}`)
    for (const [i, action] of actions.entries()) {
      for (const [j, key] of (action.kind === 'nudge' ? action.nudges : []).entries()) {
        await need('nudge', key, `actions.${i}.nudges.${j}`)
      }
    }
  }
  if (kind === 'nudge') {
    const nudge = body as Nudge
    await need('trigger', nudge.trigger, 'trigger')
    const offer = await need('offer', nudge.offer, 'offer')
    issues.push(...misplacedActions(nudge, offer?.draft as Offer | undefined))
  }
  return issues
}

/** A meter is known by its readings or by the plans that limit it. */
export async function isKnownMeter(reader: Reader, name: string): Promise<boolean> {
  const found = await reader.execute({
    sql: `SELECT 1 WHERE EXISTS (SELECT 1 FROM meters WHERE name = ?1) OR EXISTS (
            SELECT 1 FROM definitions, json_each(published, '$.limits') AS meter
            WHERE kind = 'plan' AND meter.key = ?1) OR EXISTS (
            SELECT 1 FROM definitions WHERE kind = 'meter' AND key = ?1)`,
    args: [name],
  })
  return found.rows.length > 0
}

/** How long the log is kept. */
async function keptMs(reader: Reader): Promise<number> {
  return durationMs((await loadSettings(reader)).keepEvents)
}

/** The triggers whose signals a trigger counts. */
function signalsReadBy(trigger: Trigger): { key: string; path: string }[] {
  return leavesOf(trigger.when, 'when').flatMap(({ leaf, path }) =>
    'measure' in leaf && 'signals' in leaf.measure
      ? [{ key: leaf.measure.signals.trigger, path: `${path}.measure.signals.trigger` }]
      : [],
  )
}

/** Whether a stored trigger counts, by however many steps, the signals of another. */
async function readsSignalsOf(
  reader: Reader,
  from: string,
  target: string,
  visited = new Set<string>(),
): Promise<boolean> {
  if (visited.has(from)) return false
  visited.add(from)
  const found = await readDefinition(reader, 'trigger', from)
  for (const body of [found?.draft, found?.published]) {
    for (const { key } of body ? signalsReadBy(body as Trigger) : []) {
      if (key === target || (await readsSignalsOf(reader, key, target, visited))) return true
    }
  }
  return false
}

/** Actions that have nothing to start where they stand. */
function misplacedActions(nudge: Nudge, offer: Offer | undefined): Issue[] {
  if (!offer) return []
  return wordsIn(nudge).flatMap(({ path, form, copies }) =>
    Object.entries(copies).flatMap(([locale, { actions }]) =>
      actions.flatMap(({ kind }, i) => {
        const at = [...path, locale, 'actions', i, 'kind'].join('.')
        if (kind === 'trial' && offer.kind !== 'trial') {
          const message = `The offer "${offer.key}" is no trial, so there is none to start`
          return [{ path: at, message }]
        }
        if (kind === 'ask_admin' && offer.kind !== 'ask_admin' && form !== 'ask_admin') {
          const message = `Whoever sees this may buy "${offer.key}": use it in the form ask_admin`
          return [{ path: at, message }]
        }
        return []
      }),
    ),
  )
}
