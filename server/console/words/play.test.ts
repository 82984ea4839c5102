import { expect, test } from 'vitest'
import { placeInPlay, valueInPlay } from './play.ts'

const names = {
  trigger: (key: string) => `trigger ${key}`,
  nudge: (key: string) => `nudge ${key}`,
  play: (key: string) => `play ${key}`,
  destination: (key: string) => `destination ${key}`,
}
const large = {
  all: [
    { trait: 'account.seats', gte: 12 },
    { trait: 'account.plan', eq: 'free' },
  ],
}

test.each([
  ['name', 'Large', 'Name', 'Large'],
  ['when.triggers', ['a', 'b'], 'Triggers that fire', 'trigger a\ntrigger b'],
  ['when.triggers.1', 'b', 'Triggers that fire', 'trigger b'],
  ['when.families', [], 'What signals tell of an account', 'Nothing'],
  ['when.families.0', 'limit', 'What signals tell of an account', 'Comes near a limit'],
  ['for.accounts', undefined, 'For which accounts', 'Not there'],
  [
    'for.accounts',
    large,
    'For which accounts',
    'The account’s seats is at least 12 and the account’s plan is free',
  ],
  [
    'for.people',
    { atLeast: 3, within: '14d' },
    'How many people',
    'At least 3 people within 14 days',
  ],
  ['for.people.within', '14d', 'Within', '14 days'],
  ['for.readiness', { atLeast: 40 }, 'How ready', 'At least 40'],
  [
    'actions',
    [{ kind: 'nudge', nudges: [] }, { kind: 'alert' }],
    'What it does',
    'Let prompts use it\nTell its owner',
  ],
  ['actions.0.nudges', ['x'], 'What it does', 'nudge x'],
  [
    'actions.1',
    { kind: 'task', destination: 'crm' },
    'What it does',
    'Make a task in destination crm',
  ],
  ['actions.1.destination', 'crm', 'What it does', 'destination crm'],
  ['priority', 5, 'Priority', '5'],
  ['stops', false, 'Where it fits, no play after it is looked at', 'No'],
])('%s of %j is told as %s: %s', (path, value, place, words) => {
  expect([placeInPlay(path), valueInPlay(path, value, names)]).toEqual([place, words])
})
