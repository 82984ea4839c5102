import fc from 'fast-check'
import { expect, test } from 'vitest'
import { event } from '../../../shared/event/event.ts'
import { defaultMapping } from '../../../shared/event/source.ts'
import { type Incoming, Unreadable } from '../message.ts'
import { becomes } from '../test-translate.ts'
import { readIntercom } from './intercom.ts'
import { longestText, tagsIn, textOfHtml } from './text.ts'
import { readZendesk } from './zendesk.ts'

test.each([
  ['<p>What is the <b>pri</b>ce?</p><p>Thanks</p>', ' What is the price?  Thanks '],
  [
    'a &lt;b&gt; &amp;amp; &#39;c&#x27; &nbsp;&copy; &#0;',
    "a <b> &amp; 'c'  \u00a0&copy;  ".replace('\u00a0', ' '),
  ],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'.replace('< 2 and 3 >', ' ')],
  [7, ''],
])('the text of %s', (html, text) => {
  expect(textOfHtml(html).replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '))
})

test('tags come as a list or as one text, each once', () => {
  expect(tagsIn(['a b', ' c ', '', 'c', 7])).toEqual(['a b', 'c'])
  expect(tagsIn('a b,c  a')).toEqual(['a', 'b', 'c'])
  expect(tagsIn(null)).toEqual([])
})

const names = fc.constantFrom(
  ...['type', 'topic', 'id', 'data', 'item', 'source', 'author', 'body', 'subject', 'contacts'],
  ...['conversation_parts', 'user', 'tags', 'tags_added', 'name', 'company', 'company_id', 'email'],
  ...['detail', 'event', 'comment', 'ticket', 'requester', 'organization', 'external_id', 'time'],
  ...['requester_id', 'organization_id', 'meta', 'sequence', 'created_at', 'message', '__proto__'],
)
const garbage = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(
      'conversation',
      'user',
      'mara',
      'price',
      1e308,
      -1,
      null,
      '',
      'x'.repeat(3_000),
      '\ud800',
    ),
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 7 }),
  ),
})).value
const topic = fc.constantFrom('conversation.user.created', 'conversation.user.replied', 'ping')
const kind = fc.constantFrom('created', 'comment_added', 'tags_changed', 'merged')

test('whatever stands in what they send is taken in as it must be, waits, is left out or refused in words', () => {
  const sent = fc.oneof(
    fc
      .tuple(topic, garbage, garbage)
      .map(
        ([one, item, id]) =>
          [readIntercom, { type: 'notification_event', topic: one, id, data: { item } }] as const,
      ),
    fc
      .tuple(kind, garbage, garbage)
      .map(
        ([one, detail, said]) =>
          [
            readZendesk,
            { type: `zen:event-type:ticket.${one}`, id: 'e', time: said, detail, event: said },
          ] as const,
      ),
    fc
      .tuple(garbage, garbage)
      .map(([ticket, requester]) => [readZendesk, { ticket, requester }] as const),
    fc.tuple(fc.constantFrom(readIntercom, readZendesk), garbage),
  )
  fc.assert(
    fc.property(sent, ([read, body]) => {
      let incoming: Incoming[] = []
      try {
        incoming = read(body)
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable)
      }
      for (const one of becomes('intercom', incoming, defaultMapping('intercom'))) {
        if (one.kind === 'refused') expect(one.issues[0]?.message).toBeTruthy()
        if (one.kind === 'waiting') {
          expect(one.inquiry.requester.id.length).toBeLessThan(300)
          event.parse({ ...one.inquiry.event, account: 'acme' })
        }
        for (const item of one.kind === 'items' ? one.items : []) {
          if (item.kind === 'event') event.parse(item.event)
        }
      }
    }),
    { numRuns: 3_000 },
  )
})

test('of a long message as much is read as is shown, and nothing of it is kept where it is refused', () => {
  const long = `${'word '.repeat(5_000)}price`
  const conversation = {
    type: 'conversation',
    id: 'c1',
    source: { author: { type: 'user', id: 'u1' }, body: long },
  }
  const [one] = readIntercom({
    type: 'notification_event',
    topic: 'conversation.user.created',
    data: { item: conversation },
  })
  const [other] = readZendesk({
    ticket: { id: 1, message: long },
    requester: { email: 'm@x.example' },
  })
  for (const incoming of [one, other]) {
    expect(JSON.stringify(incoming?.raw).length).toBeLessThan(longestText + 500)
    expect(JSON.stringify(incoming?.kept)).not.toMatch(/word|example/)
    const says = incoming?.read().says
    expect(says?.kind === 'inquiry' && says.inquiry.words.length).toBeLessThanOrEqual(longestText)
  }
})
