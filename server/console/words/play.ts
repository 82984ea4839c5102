/** Plays, and what they set off, as those who write them and those who are told read them. */

import type { Condition, Family } from '../../../shared/definition/trigger.ts'
import type { Alert, AlertReason, PlayFigures } from '../../../shared/play/alert.ts'
import type {
  HowReady,
  ManyPeople,
  Play,
  PlayAction,
  PlayedSignal,
} from '../../../shared/play/play.ts'
import { capital } from '../../../shared/words/capital.ts'
import { counted, numberInWords, shareInWords } from '../../../shared/words/number.ts'
import { conditionInWords } from './condition.ts'
import { listed } from './listed.ts'
import { durationInWords } from './time.ts'
import { familyWords } from './trigger.ts'

/** What triggers, nudges, other plays and destinations are called. */
export type PlayNames = {
  trigger(key: string): string
  nudge(key: string): string
  play(key: string): string
  destination(key: string): string
}

/** The whole of it in a sentence. */
export function playInWords({ when, for: asked, actions }: Play, names: PlayNames): string {
  const signals = [
    ...(when.families.length > 0
      ? [`an account ${listed(when.families.map(familyInWords), 'or')}`]
      : []),
    ...when.triggers.map((key) => `“${names.trigger(key)}” fires`),
  ]
  const which = asked.accounts ? `, where ${conditionInWords(asked.accounts)}` : ''
  const people = asked.people
    ? `, and at least ${asked.people.atLeast} people have shown it within ${durationInWords(asked.people.within)}`
    : ''
  const readiness = asked.readiness
    ? `, and the account’s readiness is ${asked.readiness.atLeast} or more`
    : ''
  const what = listed(actions.map((one) => actionInWords(one, names)))
  const signal = signals.length > 0 ? listed(signals, 'or') : 'a signal comes'
  return `When ${signal}${which}${people}${readiness}: ${what || 'nothing yet'}.`
}

const familyInWords = (family: Family) => lower(familyWords[family])
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

function actionInWords(action: PlayAction, names: PlayNames): string {
  switch (action.kind) {
    case 'nudge':
      return action.nudges.length === 0
        ? 'let prompts use it'
        : `use it for ${listed(action.nudges.map((key) => `“${names.nudge(key)}”`))}`
    case 'alert':
      return action.destination === undefined
        ? 'tell its owner'
        : `tell ${names.destination(action.destination)}`
    case 'digest':
      return 'put it into its owner’s digest'
    case 'task':
      return `make a task in ${names.destination(action.destination)}`
    case 'webhook':
      return `call ${names.destination(action.destination)}`
    default:
      return action satisfies never
  }
}

/** Why an alert waits, and what to do for it; why it was not told. */
const reasons: Record<AlertReason, string> = {
  quiet_hours: 'Waits until quiet hours are over',
  over_cap: 'Beyond the alerts of a day: it goes with the digest',
  by_digest: 'Goes with the digest',
  no_owner: 'Nobody owns the account: give it an owner, or name one for all under “Sales team”',
  no_way: 'Nothing says how to tell them: choose a destination under “Sales team”',
  signal_over: 'The signal was over before anybody could be told',
}

export function alertInWords({ state, reason, toldBy, destination }: Alert): {
  text: string
  tone: 'good' | 'brim' | 'alarm' | 'plain'
} {
  switch (state) {
    case 'told':
      if (destination !== null) return { text: 'Told in a channel', tone: 'good' }
      return { text: toldBy === 'digest' ? 'Told in a digest' : 'Told', tone: 'good' }
    case 'digest':
      return {
        text: reason === 'no_way' ? 'Stuck' : 'For the digest',
        tone: reason === 'no_way' ? 'alarm' : 'brim',
      }
    case 'waiting': {
      const isStuck = reason === 'no_owner' || reason === 'no_way'
      return { text: isStuck ? 'Stuck' : 'Waits', tone: isStuck ? 'alarm' : 'brim' }
    }
    case 'dropped':
      return { text: 'Not told', tone: 'plain' }
    default:
      return state satisfies never
  }
}

export const alertReasonInWords = ({ reason }: Alert) => (reason === null ? null : reasons[reason])

/** Of those that somebody has judged. */
export function worthInWords({ voted, worth }: Pick<PlayFigures, 'voted' | 'worth'>): string {
  return voted === 0 ? '–' : shareInWords(worth / voted, 1)
}

export function votedInWords({ voted }: Pick<PlayFigures, 'voted'>): string {
  return voted === 0 ? 'nobody has said yet' : `worth it, of ${numberInWords(voted)} judged`
}

/** Why a play acted for a signal, or did not. */
export function outcomeInWords(
  { outcome, people, readiness, after }: PlayedSignal,
  nameOf: (key: string) => string,
): string {
  switch (outcome) {
    case 'acted':
      return 'It acted'
    case 'out_of_audience':
      return 'The account is not one that it is for'
    case 'too_few_people':
      return `Only ${counted(people ?? 0, 'person has', 'people have')} shown it so far`
    case 'not_ready':
      return `Its readiness was ${numberInWords(readiness ?? 0)}, which is less than it asks for`
    case 'no_score':
      return 'The account had no readiness score yet'
    case 'readiness_unknown':
      return 'How ready the account was is not known'
    case 'after_another':
      return `“${nameOf(after ?? '')}” went before it`
    case 'holdout':
      return 'The account is in the holdout: it is measured, and nobody is told'
    default:
      return outcome satisfies never
  }
}

const places: Record<string, string> = {
  name: 'Name',
  'when.triggers': 'Triggers that fire',
  'when.families': 'What signals tell of an account',
  'for.accounts': 'For which accounts',
  'for.people': 'How many people',
  'for.people.atLeast': 'How many people',
  'for.people.within': 'Within',
  'for.readiness': 'How ready',
  'for.readiness.atLeast': 'How ready',
  actions: 'What it does',
  priority: 'Priority',
  stops: 'Where it fits, no play after it is looked at',
}

/** What of a play is different: of an entry of a list, the list. */
export const placeInPlay = (path: string) =>
  places[path] ?? places[path.replace(/\.\d+(\..*)?$/, '')] ?? path

/** The value of a place in a play, as its page says it. */
export function valueInPlay(path: string, value: unknown, names: PlayNames): string {
  if (value === undefined) return 'Not there'
  if (Array.isArray(value)) {
    return value.map((one) => valueInPlay(`${path}.0`, one, names)).join('\n') || 'Nothing'
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return numberInWords(value)
  if (typeof value === 'string') return textInPlay(path, value, names)
  if (path.startsWith('actions.')) return capital(actionInWords(value as PlayAction, names))
  switch (path) {
    case 'for.accounts':
      return capital(conditionInWords(value as Condition))
    case 'for.people': {
      const { atLeast, within } = value as ManyPeople
      return `At least ${counted(atLeast, 'person', 'people')} within ${durationInWords(within)}`
    }
    case 'for.readiness':
      return `At least ${(value as HowReady).atLeast}`
    default:
      return JSON.stringify(value, null, 2)
  }
}

function textInPlay(path: string, text: string, names: PlayNames): string {
  if (path.startsWith('when.triggers')) return names.trigger(text)
  if (path.startsWith('when.families')) return familyWords[text as Family] ?? text
  if (path === 'for.people.within') return durationInWords(text)
  if (path.endsWith('.destination')) return names.destination(text)
  return path.includes('.nudges') ? names.nudge(text) : text
}
