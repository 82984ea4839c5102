/** What a rep reads: of one alert, and of a digest. */
import { expect, test } from 'vitest'
import type { AlertData, Message } from '../../shared/destination/message.ts'
import { mailOf } from './destination/email.ts'
import { blocksOf } from './destination/slack.ts'
import { sampleOf } from './sample.ts'
import type { Outgoing } from './send.ts'
import { storyOf, type VoteLink } from './story.ts'
import { createVotes } from './votes.ts'

const now = Date.parse('2026-11-23T10:00:00Z')
const home = 'https://brim.example'
const voteLink: VoteLink = (alert, worth) => `${home}/worth/w1/${alert}/sig?worth=${worth}`

const alertOf = (alert: string, name: string): AlertData => {
  const { data } = sampleOf(now) as Extract<Message, { type: 'signal_fired' }>
  return {
    ...data,
    account: alert,
    traits: { account: { ...data.traits.account, name } },
    alert,
    play: { key: 'to-owner', name: 'To the owner' },
    rep: 'ada@x.io',
  }
}
const one = { type: 'alert', timestamp: '', data: alertOf('alert_1', 'Acme') } as const
const digestOf = (names: string[], more = 0): Message => ({
  type: 'digest',
  timestamp: '',
  data: {
    rep: 'ada@x.io',
    items: names.map((name, i) => ({ ...alertOf(`alert_${i}`, name), readiness: null })),
    more,
  },
})
const outgoing = (message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  id: 'msg_1',
  body: JSON.stringify(message),
  message,
  attempt: 1,
  now,
  home,
  voteLink,
  ...more,
})
const target = { kind: 'email', settings: { to: 'team@x.io' }, credentials: null } as const

test('a mail of an alert goes to the rep, says why, and asks whether it was worth it', () => {
  const mail = mailOf(target, outgoing(one))
  expect(mail.to).toBe('ada@x.io')
  expect(mail.subject).toBe('Acme: Keeps hitting the export paywall')
  expect(mail.text).toContain('- Paywall hits on “export” in 7 days: 5')
  expect(mail.text).toContain(`Was this worth it?\nYes: ${voteLink('alert_1', 'yes')}`)
  expect(mail.text).toContain(`No: ${voteLink('alert_1', 'no')}`)
  expect(mail.text).toContain('by the play “To the owner”')
})

test('a channel’s mail goes where the destination says, and nobody is asked where Brim is not known', () => {
  const ofChannel = { ...one, data: { ...one.data, rep: null } }
  const mail = mailOf(target, outgoing(ofChannel, { home: null, voteLink: null }))
  expect(mail.to).toBe('team@x.io')
  expect(mail.text).not.toContain('worth')
})

test('a mail of a digest has each account with its reasons and its links, and says what is more', () => {
  const { subject, text } = mailOf(target, outgoing(digestOf(['Acme', 'Granite'], 3)))
  expect(subject).toBe('Your digest: 5 alerts')
  expect(text.indexOf('Acme: Keeps hitting')).toBeLessThan(text.indexOf('Granite: Keeps hitting'))
  expect(text.match(/Yes: /g)).toHaveLength(2)
  expect(text).toContain('3 more in Brim.')
})

test('Slack has buttons for it, names whom it is for, and no more blocks than it takes', () => {
  const { blocks } = blocksOf(storyOf(one, home, voteLink), 'ada@x.io')
  const buttons = JSON.stringify(blocks)
  expect(buttons).toContain(voteLink('alert_1', 'yes'))
  expect(buttons).toContain('For ada@x.io')
  const names = Array.from({ length: 25 }, (_, i) => `Company ${i}`)
  const digest = blocksOf(storyOf(digestOf(names), home, voteLink), 'ada@x.io')
  expect(digest.blocks.length).toBeLessThanOrEqual(50)
  expect(JSON.stringify(digest.blocks)).toContain('5 more in Brim')
})

test('a link is good for its alert alone, also after the secret is another', () => {
  const before = createVotes('the secret of before, long enough')
  const now = createVotes('the secret of now, long enough', ['the secret of before, long enough'])
  const link = new URL(before.linkFrom(home)('w1')('alert_1', 'yes'))
  const [, , workspace = '', alert = '', signature = ''] = link.pathname.split('/')
  expect([workspace, alert]).toEqual(['w1', 'alert_1'])
  expect(now.isSigned('w1', 'alert_1', signature)).toBe(true)
  expect(now.isSigned('w1', 'alert_2', signature)).toBe(false)
  expect(now.isSigned('w2', 'alert_1', signature)).toBe(false)
  expect(
    createVotes('quite another secret, long enough').isSigned('w1', 'alert_1', signature),
  ).toBe(false)
})
