import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { ApiError } from '../answer/api-error.ts'
import { readBytes, readText } from './body.ts'

/** What reading answers, or the code and the words of why it did not. */
const app = new Hono()
  .post('/text', async (c) => c.text(await readText(c)))
  .post('/bytes', async (c) => c.text(new TextDecoder().decode(await readBytes(c, 20))))
  .onError((error, c) => {
    if (!(error instanceof ApiError)) throw error
    return c.text(`${error.code}: ${error.message}`)
  })

const ask = async (path: string, body: BodyInit, headers: Record<string, string> = {}) => {
  const answer = await app.request(path, { method: 'POST', body, headers, duplex: 'half' } as never)
  return answer.text()
}
const stream = (end: (controller: ReadableStreamDefaultController) => void) =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('[1,'))
      end(controller)
    },
  })
const brokenOff = () => stream((controller) => controller.error(new Error('aborted')))

test.each([
  ['/text', { 'content-length': '9' }],
  ['/text', {}],
  ['/text', { 'content-encoding': 'gzip' }],
  ['/bytes', { 'content-length': '9' }],
  ['/bytes', {}],
])('a body that breaks off is the fault of who sent it: %s, %j', async (path, headers) => {
  expect(await ask(path, brokenOff(), headers as never)).toBe('malformed_json: The body broke off')
})

test('a body that is whole is read, and one that is too long is refused as such', async () => {
  expect(
    await ask(
      '/bytes',
      stream((controller) => controller.close()),
    ),
  ).toBe('[1,')
  expect(await ask('/bytes', 'x'.repeat(21))).toBe('too_large: At most 20 bytes a request')
})
