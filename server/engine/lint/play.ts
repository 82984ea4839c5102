/** What is to be said of a play before it goes live. Nothing of it keeps anybody from publishing. */

import type { Finding } from '../../../shared/definition/lint.ts'
import { type Play, reachesOwner } from '../../../shared/play/play.ts'
import type { Catalogue } from '../catalogue.ts'
import { listed } from './check.ts'

export type PlayContext = {
  catalogue: Catalogue
  /** Destinations that listen: not those that want nothing more. */
  destinations: ReadonlySet<string>
  /** The score of the readiest account; null where none has one. */
  readiest: number | null
}

export function lintPlay(play: Play, context: PlayContext): Finding[] {
  return [
    ...asleep(play, context),
    ...unheard(play, context),
    ...unready(play, context),
    ...shadowed(play, context),
  ]
}

function asleep({ when }: Play, { catalogue }: PlayContext): Finding[] {
  const live = new Set(
    [...[...catalogue.listeners.values()].flat(), ...catalogue.timeDriven].map(
      ({ trigger }) => trigger.key,
    ),
  )
  return when.triggers.flatMap((key, i): Finding[] => {
    const found = catalogue.triggers.get(key)
    if (!found || live.has(key)) return []
    return [
      {
        code: 'reference_missing',
        level: 'warning',
        path: `when.triggers.${i}`,
        sentence: `The trigger “${found.trigger.name}” is paused, so its signals don’t come.`,
        remedy: 'Resume it, or choose another.',
      },
    ]
  })
}

/** It would have somebody told, and nothing says by which way. */
function unheard({ actions }: Play, { catalogue, destinations }: PlayContext): Finding[] {
  const at = actions.findIndex(reachesOwner)
  const { sales } = catalogue.settings
  const ways = [sales.destination, ...sales.reps.map((one) => one.destination ?? null)]
  if (at < 0 || ways.some((one) => one !== null && destinations.has(one))) return []
  return [
    {
      code: 'nobody_told',
      level: 'warning',
      path: `actions.${at}`,
      sentence: 'Nothing says by which way reps are told, so its alerts would wait.',
      remedy: 'Choose a destination for the sales team in its settings.',
    },
  ]
}

/** It asks for more than any account has. */
function unready({ for: { readiness: asked } }: Play, { readiest }: PlayContext): Finding[] {
  const most = readiest === null ? null : Math.round(readiest)
  if (!asked || (most !== null && most >= asked.atLeast)) return []
  return [
    {
      code: 'nobody_ready',
      level: 'warning',
      path: 'for.readiness.atLeast',
      sentence:
        most === null
          ? 'No account has a readiness score yet, so it is for none.'
          : `No account is that ready now: the readiest has ${most} of 100.`,
      remedy: 'Ask for less, or wait until accounts get there.',
    },
  ]
}

/** One before it takes the same signals of the same accounts, and stops there. */
function shadowed(play: Play, { catalogue }: PlayContext): Finding[] {
  const before = catalogue.plays
    .map((one) => one.play)
    .filter((one) => one.key !== play.key && one.stops && goesBefore(one, play))
  const all = before.filter((one) => isForAll(one) && takesAll(one, play))
  if (all.length === 0) return []
  return [
    {
      code: 'outplayed',
      level: 'warning',
      path: 'priority',
      sentence: `${listed(all.slice(0, 3).map((one) => one.name))} takes these signals before it, of all accounts.`,
      remedy: 'Give this one a higher priority, or say there for which accounts it is.',
    },
  ]
}

const goesBefore = (a: Play, b: Play) =>
  a.priority > b.priority || (a.priority === b.priority && a.key < b.key)

const isForAll = ({ for: { accounts, people, readiness } }: Play) =>
  !accounts && !people && !readiness

function takesAll(before: Play, { when }: Play): boolean {
  return (
    when.triggers.every((one) => before.when.triggers.includes(one)) &&
    when.families.every((one) => before.when.families.includes(one))
  )
}
