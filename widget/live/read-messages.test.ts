import { expect, test } from 'vitest'
import { readMessages } from './read-messages.ts'

const read = async (...parts: string[]) => {
  const bytes = parts.map((part) => new TextEncoder().encode(part))
  return readBytes(...bytes)
}
const readBytes = async (...parts: Uint8Array[]) => {
  const data: string[] = []
  let signs = 0
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
  await readMessages(
    body,
    () => signs++,
    (one) => data.push(one.trim()),
  )
  return { data, signs }
}

test.each([
  ['a message', ['event: armed\ndata: {"a":1}\n\n'], ['{"a":1}']],
  ['a message in pieces', ['event: arm', 'ed\nda', 'ta: {"a"', ':1}\n', '\n'], ['{"a":1}']],
  ['two at once', ['data: 1\n\ndata: 2\n\n'], ['1', '2']],
  ['lines that end as on Windows', ['data: 1\r\n\r\n'], ['1']],
  ['signs of life and settings', ['retry: 1000\n\n', ': still here\n\n'], []],
  ['a message that was cut off', ['data: 1\n\ndata: {"a'], ['1']],
])('reads %s', async (_, parts, expected) => {
  expect(await read(...parts)).toEqual({ data: expected, signs: parts.length })
})

test('a letter that is split between two pieces stays whole', async () => {
  const bytes = new TextEncoder().encode('data: ü\n\n')
  expect((await readBytes(bytes.slice(0, 7), bytes.slice(7))).data).toEqual(['ü'])
})
