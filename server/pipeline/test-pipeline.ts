/** A pipeline on a fresh database, with definitions and inputs in few words: for tests. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../shared/audit/actor.ts'
import { type DefinitionKind, definitionSchemas } from '../../shared/definition/definition.ts'
import { families } from '../../shared/definition/trigger.ts'
import { toldEvents } from '../../shared/destination/kind.ts'
import type { Outcome } from '../../shared/event/event.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import { openWorkspaceConnection, openWorkspaceStore } from '../store/open.ts'
import { createPipeline, type PipelineOptions } from './in-process.ts'
import type { Input } from './input.ts'
import type { KeepDestination } from './outbox/destinations.ts'
import type { Question } from './work.ts'

export const workspace = 'w1'
/** Who does whatever is done in tests. */
export const tester: Actor = { kind: 'person', id: 'test', name: 'Test' }
/** A Wednesday noon. */
export const noon = Date.parse('2026-03-04T12:00:00Z')

export async function testPipeline(options: Partial<PipelineOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'brim-pipeline-'))
  const location = { kind: 'files' as const, folder }
  let ids = 0
  const open = (more: Partial<PipelineOptions> = {}) =>
    createPipeline({
      open: (id) => openWorkspaceConnection(location, id),
      newId: (prefix) => `${prefix}_${++ids}`,
      now: () => noon,
      ...options,
      ...more,
    })
  let pipeline = open()
  // Nobody is held out by chance.
  await pipeline.saveSettings(workspace, { holdout: 0 })
  const messages: LiveMessage[] = []
  const listen = () => pipeline.onCommit((_, committed) => messages.push(...committed))
  listen()

  const publish = async (kind: DefinitionKind, body: unknown) => {
    const parsed = definitionSchemas[kind].parse(body)
    const saved = await pipeline.save(workspace, {
      kind,
      body: parsed,
      publish: true,
      by: tester,
      at: noon,
    })
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved))
    return saved.record
  }

  return {
    location,
    messages,
    publish,
    pipeline: () => pipeline,
    /** Another node on the same files; whoever opens it closes it. */
    open,
    submit: (at: number, inputs: Input[], question?: Question) =>
      pipeline.submit(workspace, { at, inputs, ...(question ? { question } : {}) }),
    /** Closes everything and opens it again from the files. */
    restart: async () => {
      await pipeline.close()
      pipeline = open()
      listen()
    },
    rows: async (sql: string) => {
      const store = await openWorkspaceStore(location, workspace)
      try {
        return (await store.client.execute(sql)).rows.map((row) => ({ ...row }))
      } finally {
        store.close()
      }
    },
    close: async () => {
      await pipeline.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let sent = 0

/** An event of user `u1` in account `a1`, unless said otherwise. */
export function event(
  name: string,
  at: number,
  given: Partial<Extract<Input, { kind: 'event' }>> = {},
): Input {
  return { ...common(at), kind: 'event', name, properties: {}, ...given }
}

export function hit(feature: string, at: number, given: Partial<Input> = {}): Input {
  return { ...event('paywall_hit', at), properties: { feature }, ...given } as Input
}

export function reading(meter: string, used: number, limit: number | null, at: number): Input {
  return { ...common(at), kind: 'meter', meter, used, limit, resetsAt: null }
}

export function traits(given: Record<string, string | number | null>, at: number): Input {
  return { ...common(at), kind: 'account_traits', traits: given, source: 'api' }
}

export function outcome(decisionId: string, what: Outcome, at: number, user = 'u1'): Input {
  return { ...common(at), kind: 'outcome', user, decisionId, outcome: what, action: null }
}

/** What a backend says of the account's trial; `null` ends it. */
export function trial(endsAt: number | null, at: number, given: Partial<Input> = {}): Input {
  const said = { kind: 'trial', user: null, source: 'api', offer: 'team-trial', endsAt }
  return { ...common(at), ...said, ...given } as Input
}

function common(at: number) {
  return {
    messageId: `m${++sent}`,
    account: 'a1',
    user: 'u1',
    occurredAt: at,
    receivedAt: at,
    source: 'widget' as const,
  }
}

export function ask(placements: string[], given: Partial<Question> = {}): Question {
  return {
    visitor: { account: 'a1', user: 'u1', page: '/', locale: 'en', device: 'desktop' },
    placements,
    arm: false,
    store: true,
    explain: true,
    ...given,
  }
}

export const plans = [
  { key: 'free', name: 'Free', tier: 0, limits: { boards: 3 } },
  {
    key: 'team',
    name: 'Team',
    tier: 1,
    prices: [{ amount: 1200, currency: 'EUR', interval: 'month' }],
    features: ['export'],
  },
]

/** A webhook that hears everything; what signs it is of no matter here. */
export function webhookTo(url: string, given: Partial<KeepDestination> = {}): KeepDestination {
  return {
    id: 'dst_1',
    kind: 'webhook',
    name: 'Webhook',
    hears: { families: [...families], triggers: [], events: [...toldEvents] },
    settings: { url },
    credentials: null,
    by: tester,
    at: noon,
    ...given,
  }
}

/** Makes the meters of the tests known. */
export const metered = {
  key: 'metered',
  name: 'Metered',
  tier: 0,
  limits: { boards: 3, calls: 100, seats: 5, storage: 100 },
}

export const trialOffer = {
  key: 'team-trial',
  name: 'Try Team',
  kind: 'trial',
  plan: 'team',
  lasts: '14d',
}

export const exportTrigger = {
  key: 'export-wall',
  name: 'Keeps hitting the export wall',
  family: 'paywall',
  subject: 'account',
  when: {
    measure: {
      count: { event: 'paywall_hit', where: { feature: { eq: 'export' } }, within: '7d' },
    },
    gte: 3,
  },
  cancelOn: ['plan_changed'],
  recommends: 'team-trial',
}

export const exportNudge = {
  key: 'export',
  name: 'Export',
  format: 'modal',
  placement: 'paywall:export',
  trigger: 'export-wall',
  offer: 'team-trial',
  copy: {
    en: {
      title: 'Export with {{offer.plan}}, {{user.name|friend}}',
      body: 'You have {{meter.boards.used|some}} boards. Try it for {{offer.lasts}}.',
      actions: [{ kind: 'trial', label: 'Start the trial' }],
    },
  },
}

/** A pipeline with the plans, the trial, the export trigger and its nudge published. */
export async function exportPipeline() {
  const test = await testPipeline()
  for (const plan of plans) await test.publish('plan', plan)
  await test.publish('offer', trialOffer)
  await test.publish('trigger', exportTrigger)
  await test.publish('nudge', exportNudge)
  return test
}
