import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageIdIn } from './message-id.ts'

test.each([
  ['of one thing', messageIdIn('widget', 'a'), 'widget:a'],
  ['of the second thing that it became', messageIdIn('src_1', 'a', 1), 'src_1:a#1'],
])('an id %s can be read', (_, id, expected) => {
  expect(id).toBe(expected)
})

test('ids of different namespaces, or things, never meet, and none is too long', () => {
  const id = fc.string({ minLength: 1, maxLength: 300 })
  const namespace = fc.constantFrom('widget', 'src_1', 'src_2')
  fc.assert(
    fc.property(namespace, id, namespace, id, (one, first, other, second) => {
      const [a, b] = [messageIdIn(one, first), messageIdIn(other, second)]
      expect(a.length).toBeLessThanOrEqual(128)
      expect(a === b).toBe(one === other && first === second)
    }),
  )
})
