import { expect, test } from 'vitest'
import { textOf } from './text-of.ts'

const text = 'Größer – 日本 😀'
const utf16 = Buffer.from(text, 'utf16le')

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('%s is read, without its mark', (_name, bytes) => {
  expect(textOf(bytes)).toBe(text)
})

test.each([
  ['Latin-1', Buffer.from('Größer', 'latin1')],
  ['UTF-16 that is cut', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16.subarray(0, 5)])],
  ['UTF-8 that is cut', Buffer.from('ö').subarray(0, 1)],
])('%s is not guessed', (_name, bytes) => {
  expect(textOf(bytes)).toBeUndefined()
})

test('an empty file is an empty text', () => {
  expect(textOf(new Uint8Array())).toBe('')
})
