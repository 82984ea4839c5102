import { expect, test } from 'vitest'
import { createSealer } from './seal.ts'

const secret = 'a secret for tests, long enough'
const place = 'w1|identity_keys|sealed|kid_1'

test('opens what it has sealed, in the place it was sealed for', () => {
  const { seal, open } = createSealer(secret)
  for (const text of ['', 'secret', 'größer 🙂', 'x'.repeat(10_000)]) {
    const sealed = seal(text, place)
    if (text) expect(sealed).not.toContain(text)
    expect(open(sealed, place)).toBe(text)
  }
})

test('seals the same text differently each time', () => {
  const { seal } = createSealer(secret)
  expect(seal('secret', place)).not.toBe(seal('secret', place))
})

test('does not open in another place', () => {
  const { seal, open } = createSealer(secret)
  const sealed = seal('secret', place)
  expect(() => open(sealed, 'w2|identity_keys|sealed|kid_1')).toThrow('belongs to another place')
})

test('says when another secret has sealed it', () => {
  const sealed = createSealer('another secret, long enough too').seal('secret', place)
  expect(() => createSealer(secret).open(sealed, place)).toThrow('another BRIM_SECRET')
})

test('opens what a secret of before has sealed, and seals nothing under it', () => {
  const sealed = createSealer('another secret, long enough too').seal('secret', place)
  const sealer = createSealer(secret, ['a third one', 'another secret, long enough too'])
  expect(sealer.open(sealed, place)).toBe('secret')
  expect(() => sealer.open(sealed, 'elsewhere')).toThrow('belongs to another place')
  expect(sealer.isCurrent(sealed)).toBe(false)
  const anew = sealer.seal('secret', place)
  expect(sealer.isCurrent(anew)).toBe(true)
  expect(createSealer(secret).open(anew, place)).toBe('secret')
})

test('opens nothing that was changed in any character', () => {
  const { seal, open } = createSealer(secret)
  const sealed = seal('a secret', place)
  for (let at = 0; at < sealed.length; at++) {
    const other = sealed[at] === 'A' ? 'B' : 'A'
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
    // The last character of base64 has bits that mean nothing.
    if (at === sealed.length - 1) continue
    expect(() => open(changed, place), changed).toThrow()
  }
})

test.each(['', 'v1', 'v1...', 'plain text', 'v2.a.b.c'])('does not open %j', (text) => {
  expect(() => createSealer(secret).open(text, place)).toThrow()
})
