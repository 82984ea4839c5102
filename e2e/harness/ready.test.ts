import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { parseReady, type Ready, readReady, recallSecrets } from './ready.ts'

const ready: Ready = {
  url: 'http://127.0.0.1:4400',
  demo: 'http://127.0.0.1:4400/demo/',
  console: 'http://127.0.0.1:4400/console/',
  docs: 'http://127.0.0.1:4400/docs',
  login: null,
  publishableKey: 'pk_1',
  secretKey: null,
}

test.each(['', 'listening', '{"ready":', '{"level":30,"ready":{}}'])(
  '%j is not a ready line',
  (line) => {
    expect(parseReady(line)).toBeUndefined()
  },
)

test('finds the ready line among others, in pieces, once', () => {
  const stream = new PassThrough({ encoding: 'utf8' })
  const found: Ready[] = []
  readReady(stream, (it) => found.push(it))
  const line = JSON.stringify({ ready })
  stream.write('{"level":30}\n')
  stream.write(line.slice(0, 20))
  expect(found).toEqual([])
  stream.write(`${line.slice(20)}\n${line}\n`)
  expect(found).toEqual([ready])
})

test('keeps the secrets of the first start', () => {
  const first = { ...ready, url: 'http://127.0.0.1:1', publishableKey: 'pk_0', secretKey: 'sk_0' }
  expect(recallSecrets(ready, first)).toEqual({ ...ready, secretKey: 'sk_0' })
})
