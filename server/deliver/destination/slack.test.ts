import { IncomingWebhook } from '@slack/webhook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Target } from '../../../shared/destination/setup.ts'
import { storyOf } from '../story.ts'
import { faults, outgoing, sendTo, startVendor } from '../test-vendor.ts'
import { blocksOf, escapeText, judgeSlack } from './slack.ts'

const path = '/services/T000/B000/xyz'
const slack: Target = {
  kind: 'slack',
  settings: {},
  credentials: { url: `https://hooks.slack.com${path}` },
}

test('a signal is a message with its reasons and a way to the account', async () => {
  const vendor = await startVendor({ status: 200, body: 'ok' })
  const verdict = await sendTo(vendor)(slack)
  expect(verdict).toMatchObject({ meaning: 'delivered', status: 200, answer: 'ok', error: null })
  expect(vendor.asked).toMatchObject([{ method: 'POST', path }])
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })
  expect(vendor.asked[0]?.body).toEqual({
    text: 'Brim sample account: Keeps hitting the export paywall\nPaywall hits on “export” in 7 days: 5',
    blocks: [
      {
        type: 'header',
        text: plain('Brim sample account: Keeps hitting the export paywall'),
      },
      { type: 'section', text: plain('• Paywall hits on “export” in 7 days: 5') },
      {
        type: 'section',
        fields: [plain('User: Sam Sample'), plain('Plan: free'), plain('Seats: 9')],
      },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: plain('Open in Brim'),
            url: 'https://brim.example/console/accounts/brim-sample',
          },
        ],
      },
      { type: 'context', elements: [plain('Brim')] },
    ],
  })
})

test('it is what Slack’s own client would send', async () => {
  const vendor = await startVendor({ status: 200, body: 'ok' })
  await sendTo(vendor)(slack)
  const message = blocksOf(storyOf(outgoing().message, 'https://brim.example'))
  await new IncomingWebhook(vendor.origin + path).send(message as never)
  const [ours, theirs] = vendor.asked.map(({ method, path, body, headers }) => ({
    method,
    path,
    body,
    type: headers['content-type'],
  }))
  expect(ours).toEqual(theirs)
})

test('nothing that a customer is called mentions anybody, and no limit of Slack is passed', () => {
  const odd = fc.constantFrom('<!channel>', '<@U1>', '&amp;', '*x*', '<https://evil.example|Acme>')
  const text = fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 5_000 }))
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 40 }), (name, plan, whats) => {
      const evidence = whats.map((what, i) => ({
        path: String(i),
        what,
        operator: 'gte' as const,
        threshold: 1,
        value: 2,
        verdict: 'true' as const,
      }))
      const traits = { account: { name, plan, industry: plan, owner: name } }
      const { message } = outgoing({ traits, evidence } as never)
      const { text: fallback, blocks } = blocksOf(storyOf(message, null))
      expect(fallback).not.toMatch(/<|>/)
      expect(fallback.length).toBeLessThanOrEqual(3_000)
      expect(blocks.length).toBeLessThanOrEqual(50)
      expect(JSON.stringify(blocks)).not.toContain('mrkdwn')
      const [header] = blocks as { text: { text: string } }[]
      expect(header?.text.text.length).toBeLessThanOrEqual(150)
      // Slack reads no half of a character.
      expect(JSON.stringify(blocks)).not.toMatch(/\\ud[89a-f]/i)
    }),
  )
})

test('an escaped text has none of the three characters left that Slack reads', () => {
  expect(escapeText('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;')
})

test.each([
  [200, 'ok', 'delivered', null],
  [200, '<html>a proxy says hello</html>', 'fault', 'Answered 200, but not as Slack does'],
  [200, '', 'fault', 'Answered 200, but not as Slack does'],
  [400, 'invalid_blocks', 'refused', 'Slack says invalid_blocks'],
  [400, 'invalid_payload', 'refused', 'Slack says invalid_payload'],
  [403, 'action_prohibited', 'gone', 'Slack says action_prohibited'],
  [404, 'no_service', 'gone', 'Slack says no_service'],
  [410, 'channel_is_archived', 'gone', 'Slack says channel_is_archived'],
  [429, 'rate_limited', 'throttled', 'Asks for time (429)'],
  [500, 'rollup_error', 'fault', 'Answered 500'],
] as const)('%i %s is %s', (status, body, meaning, error) => {
  expect(judgeSlack({ status, body, retryAfter: undefined })).toMatchObject({ meaning, error })
})

test('how long it asks to wait is heard', async () => {
  const vendor = await startVendor({ status: 429, headers: { 'retry-after': '30' } })
  expect(await sendTo(vendor)(slack)).toMatchObject({ meaning: 'throttled', retryAfter: '30' })
})

test.each(faults)('%s is a fault that passes', async (_, answer, error) => {
  const vendor = await startVendor(answer)
  const verdict = await sendTo(vendor, 1_000)(slack)
  expect(verdict.meaning).toBe('fault')
  expect(verdict.error).toMatch(error)
  expect(vendor.asked).toHaveLength(1)
})
