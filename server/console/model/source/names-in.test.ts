import { expect, test } from 'vitest'
import { namesIn } from './names-in.ts'

test('names of events, properties and traits are found in messages of any tool, once and in order', () => {
  const texts = [
    { event: 'Wall Seen', properties: { area: 1, $lib: 'x' }, traits: { role: 'admin' } },
    { event_type: 'Opened', event_properties: { area: 2, b: 1 }, user_properties: { $set: {} } },
    { event: '$autocapture' },
    [1],
  ].map((one) => ({ text: JSON.stringify(one) }))
  expect(namesIn([...texts, { text: '{"event":"cut' }])).toEqual({
    events: ['Opened', 'Wall Seen'],
    properties: ['area', 'b'],
    traits: ['role'],
  })
})
