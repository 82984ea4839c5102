/**
 * What live plays cost, from input to commit, beside a workspace with the same triggers and no plays:
 * for events that make nothing fire, which are nearly all, whether or not they wake a trigger that a play
 * is about; for events that each fire a signal which a play tells the account's owner of, and notes; and for
 * decisions of accounts with an active signal. Two plays, of which one asks what the account is and how
 * many of its people have shown the signal.
 */
import type { Question } from '../../../server/pipeline/work.ts'
import type { DefinitionBody } from '../../../shared/definition/definition.ts'
import { nudge } from '../../../shared/definition/nudge.ts'
import { offer, plan } from '../../../shared/definition/plan.ts'
import { trigger } from '../../../shared/definition/trigger.ts'
import { play } from '../../../shared/play/play.ts'
import type { Setting } from '../apart.ts'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import type { Row } from '../row.ts'
import { costOf } from '../stream/cost.ts'
import { type Event, eventsOf } from '../stream/events.ts'
import { heard, triggersOf } from '../stream/triggers.ts'
import { openWorkspace, type Workspace } from '../stream/workspace.ts'
import { answer } from './answer.ts'

const from = Date.parse('2026-03-04T12:00:00Z')
const rounds = { rounds: 15, enough: 7, withinMs: 15_000 }
/** As many as arrive in the same moment, one event each. */
const group = 100
const groups = 5
const asked = 200

const firing = trigger.parse({
  key: 'shared',
  name: 'Shares',
  family: 'collaboration',
  subject: 'account',
  when: { measure: { count: { event: 'shared', within: '1d' } }, gte: 1 },
  cooldown: '30d',
})
const plays = [
  {
    key: 'many',
    name: 'Enterprises with many who share',
    when: { families: ['collaboration'] },
    for: {
      accounts: { trait: 'account.plan', eq: 'enterprise' },
      people: { atLeast: 3, within: '14d' },
    },
    actions: [{ kind: 'digest' }],
    priority: 10,
  },
  {
    key: 'to-owner',
    name: 'To the owner',
    when: { families: ['collaboration'] },
    actions: [{ kind: 'alert' }, { kind: 'nudge' }],
  },
].map((one) => play.parse(one))

const others: Record<'plan' | 'offer' | 'nudge', DefinitionBody> = {
  plan: plan.parse({ key: 'team', name: 'Team', tier: 1 }),
  offer: offer.parse({ key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' }),
  nudge: nudge.parse({
    key: 'team',
    name: 'Team',
    format: 'inline',
    placement: 'slot:team',
    trigger: 'shared',
    offer: 'team',
    copy: { en: { title: 'Team', actions: [{ kind: 'link', label: 'See', url: '/team' }] } },
    caps: { perUser: { every: '1d', times: 1000 }, lifetime: 1000 },
  }),
}

const open = async (folder: string, id: string, with_: typeof plays): Promise<Workspace> => {
  const workspace = await openWorkspace(folder, id)
  await workspace.install('plan', [others.plan])
  await workspace.install('offer', [others.offer])
  await workspace.install('trigger', [...triggersOf(9, 5), firing])
  await workspace.install('nudge', [others.nudge])
  await workspace.install('play', with_)
  return workspace
}

/** Groups as under load, of events that come once. */
const inGroups =
  ({ submit }: Workspace, next: (count: number) => Event[]) =>
  async () => {
    const works = Array.from({ length: groups }, () => next(group))
    return costOf(groups * group, async () => {
      for (const events of works) {
        await Promise.all(events.map((one) => submit(one.receivedAt, [one])))
      }
    })
  }

const runsOf = (workspace: Workspace) => {
  const stream = { from, everyMs: 1, users: 5 }
  const [quiet, rests, shares] = [
    eventsOf({ ...stream, name: heard, accounts: 100 }),
    eventsOf({ ...stream, name: 'shared', accounts: 100, first: 2_000_000 }),
    // Of an account that has never fired. No two streams send the same message.
    eventsOf({ ...stream, name: 'shared', accounts: 1_000_000, first: 4_000_000 }),
  ]
  let at = from + 60_000
  const ask = (place: number) => {
    const account = `account-${place % 100}`
    const question: Question = {
      visitor: { account, user: `${account}-user-0`, page: '/', locale: 'en', device: 'desktop' },
      placements: ['slot:team'],
      arm: false,
      store: false,
      explain: false,
    }
    return workspace.submit(++at, [], question)
  }
  const decide = async () => {
    let place = 0
    return costOf(asked, async () => {
      while (place < asked) await ask(place++)
    })
  }
  return {
    event: inGroups(workspace, quiet),
    // Of accounts that have fired, and rest.
    woken: inGroups(workspace, rests),
    firing: inGroups(workspace, shares),
    decision: decide,
  }
}

const units = {
  event: 'µs/event',
  woken: 'µs/event',
  decision: 'µs/decision',
  firing: 'µs/event that fires',
}

const measure = async ({ folder }: Setting): Promise<Row[]> => {
  const brim = await open(folder, 'plays', plays)
  const floor = await open(folder, 'none', [])
  const [withPlays, without] = [runsOf(brim), runsOf(floor)]
  const rows: Row[] = []
  // What is written most comes last: no log is copied into a file while the rest is measured.
  for (const what of ['event', 'woken', 'decision', 'firing'] as const) {
    const runs = { brim: withPlays[what], floor: without[what] }
    for (const warmUp of Object.values(runs)) await warmUp()
    const costs = await interleave(rounds, runs)
    rows.push({
      name: `plays_${what}`,
      value: median(costs.brim),
      unit: units[what],
      floor: median(costs.floor),
    })
  }
  await brim.close()
  await floor.close()
  return rows
}

await answer(measure)
