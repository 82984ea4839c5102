/** Fills an empty workspace with Tideboard's catalogue and history, through the real pipeline. */
import { type Actor, brim } from '../../shared/audit/actor.ts'
import { dayMs } from '../../shared/value/duration.ts'
import type { Input } from '../pipeline/input.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Done, Question } from '../pipeline/work.ts'
import { catalogue } from './catalogue.ts'
import type { Moment } from './history/life.ts'
import { createHistory, type HistoryOptions, usualSize } from './history.ts'
import { createRandom, type Random } from './random.ts'
import { react } from './reactions.ts'
import { createSales } from './sales.ts'

export type SeedOptions = HistoryOptions & {
  pipeline: Pipeline
  workspace: string
  /** Who is told of accounts; absent: nobody who signs in. */
  rep?: string
}

export type Seeded = { accounts: number; inputs: number; questions: number; prompts: number }

const batchSize = 300

export async function seedDemo(options: SeedOptions): Promise<Seeded> {
  const { now, days = usualSize.days, seed = usualSize.seed } = options
  // Whoever tries the demo is to see its prompts.
  await options.pipeline.saveSettings(options.workspace, { holdout: 0 })
  await publish(options, now - (days + 1) * dayMs)
  const sales = createSales({ ...options, rep: options.rep ?? 'sales@tideboard.example', by })
  await sales.open(now - (days + 1) * dayMs)
  const history = createHistory(options)
  const sender = createSender(options, history, createRandom(seed, 1_000_000))
  for (const moment of history) {
    await sales.passTime(moment.input.occurredAt)
    await sender.send(moment)
  }
  const seeded = await sender.finish()
  await sales.close(now)
  return seeded
}

const by: Actor = { ...brim, id: 'Tideboard', name: 'Tideboard' }

async function publish({ pipeline, workspace }: SeedOptions, at: number): Promise<void> {
  for (const one of catalogue) {
    const result = await pipeline.save(workspace, { ...one, publish: true, by, at })
    if (result.kind === 'saved') continue
    const why = result.kind === 'invalid' ? JSON.stringify(result.issues) : result.kind
    throw new Error(`The demo's ${one.kind} "${one.body.key}" was not published: ${why}`)
  }
}

function createSender(
  { pipeline, workspace, now }: SeedOptions,
  history: Moment[],
  random: Random,
) {
  const conversions = conversionsOf(history)
  const trials = new Map<string, number>()
  /** By account: the decision whose prompt was clicked last. */
  const clicks = new Map<string, string>()
  const accounts = new Set<string>()
  const seeded = { inputs: 0, questions: 0, prompts: 0 }
  let batch: Input[] = []
  /** Answers of people to prompts that they have on screen, in time order. */
  let reactions: Input[] = []

  const submit = async (at: number, question?: Question): Promise<Done> => {
    const inputs = batch
    batch = []
    seeded.inputs += inputs.length
    const done = await pipeline.submit(workspace, { at, inputs, ...(question && { question }) })
    const [refused] = done.refused
    if (refused) {
      const input = JSON.stringify(inputs[refused.index])
      throw new Error(
        `The demo's history was refused: ${JSON.stringify(refused.issues)} in ${input}`,
      )
    }
    return done
  }
  const takeReactions = (until: number) => {
    const due = reactions.filter((one) => one.occurredAt <= until)
    reactions = reactions.filter((one) => one.occurredAt > until)
    batch.push(...due)
  }
  const ask = async (moment: Moment, question: Question) => {
    const { account, occurredAt: at } = moment.input
    const { user } = question.visitor
    const [decision] = (await submit(at, question)).decisions
    seeded.questions++
    if (!decision?.prompt) return
    seeded.prompts++
    const convertsAt = conversions.get(account)
    const answers = react({ prompt: decision.prompt, account, user, at, convertsAt }, random)
    for (const one of answers) {
      if (one.kind !== 'outcome') continue
      if (one.outcome === 'trial_started') trials.set(account, one.occurredAt + 14 * dayMs)
      if (one.outcome === 'clicked') clicks.set(account, one.decisionId)
    }
    reactions = [...reactions, ...answers].sort((one, other) => one.occurredAt - other.occurredAt)
  }

  return {
    async send(moment: Moment): Promise<void> {
      const { input } = moment
      takeReactions(input.occurredAt)
      // A trial opens the walls: nobody runs into them while it lasts.
      const isOpen = (trials.get(input.account) ?? 0) > input.occurredAt
      if (isOpen && input.kind === 'event' && input.name === 'paywall_hit') return
      accounts.add(input.account)
      batch.push(input)
      if (conversions.get(input.account) === input.occurredAt) {
        batch.push(...purchaseOf(input, clicks.get(input.account)))
      }
      const question = questionOf(moment)
      if (question) await ask(moment, question)
      else if (batch.length >= batchSize) await submit(input.occurredAt)
    },
    async finish(): Promise<Seeded> {
      takeReactions(now)
      if (batch.length > 0) await submit(now)
      return { accounts: accounts.size, ...seeded }
    },
  }
}

function questionOf({ input, ask }: Moment): Question | undefined {
  if (!ask || !input.user) return undefined
  const { page, locale, placement } = ask
  return {
    visitor: {
      account: input.account,
      user: input.user,
      page,
      locale,
      device: deviceOf(input.user),
    },
    placements: [placement],
    arm: false,
    store: true,
  }
}

/** What billing says as an account moves up: what it adds, and the prompt that led to it, if any. */
function purchaseOf(input: Input, decision: string | undefined): Input[] {
  if (input.kind !== 'account_traits') return []
  const { messageId, account, occurredAt, receivedAt, traits } = input
  const { plan, mrr } = traits
  return [
    {
      ...{ kind: 'conversion', source: 'api', messageId: `${messageId}-paid`, user: null },
      ...{ account, occurredAt, receivedAt, change: 'plan', offer: null },
      plan: String(plan),
      decision: decision ?? null,
      mrrDelta: Number(mrr),
      currency: 'EUR',
    },
  ]
}

/** Some are always on the move; who, their id says. */
function deviceOf(user: string): 'desktop' | 'phone' {
  const sum = [...user].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  return sum % 6 === 0 ? 'phone' : 'desktop'
}

/** When each account first moved up to a plan that costs something. */
export function conversionsOf(history: readonly Moment[]): Map<string, number> {
  const plans = new Map<string, unknown>()
  const conversions = new Map<string, number>()
  for (const { input } of history) {
    if (input.kind !== 'account_traits') continue
    const before = plans.get(input.account)
    const { plan } = input.traits
    plans.set(input.account, plan)
    const isFirst = before === 'free' && plan !== 'free' && !conversions.has(input.account)
    if (isFirst) conversions.set(input.account, input.occurredAt)
  }
  return conversions
}
