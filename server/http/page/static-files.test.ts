import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { testApp } from '../../test-app.ts'
import { readStaticFiles, staticFile } from './static-files.ts'

const code = `console.log("${'brim '.repeat(200)}")`

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'brim-files-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

async function builtApp() {
  return testApp({
    files: {
      widget: await readStaticFiles(await folderOf({ 'brim.js': code })),
      console: await readStaticFiles(
        await folderOf({
          'index.html': '<title>Console</title>',
          'icon.svg': '<svg/>',
          'assets/main-1234.js': code,
        }),
      ),
    },
  })
}

test.each([
  ['gzip', 'gzip', (bytes: Buffer) => gunzipSync(bytes).toString()],
  ['br;q=0, gzip;q=0.5', 'gzip', (bytes: Buffer) => gunzipSync(bytes).toString()],
  ['deflate', null, (bytes: Buffer) => bytes.toString()],
  ['', null, (bytes: Buffer) => bytes.toString()],
])('to Accept-Encoding "%s" it answers %s', async (accepted, encoding, decode) => {
  const { request } = await builtApp()
  const response = await request('GET', '/b/brim.js', undefined, { 'accept-encoding': accepted })
  expect(response.headers.get('content-encoding')).toBe(encoding)
  expect(decode(Buffer.from(await response.arrayBuffer()))).toBe(code)
})

test('every address of the console is its page, under a strict policy', async () => {
  const { request } = await builtApp()
  for (const path of ['/console', '/console/', '/console/w/w1/nudges', '/console/setup']) {
    const response = await request('GET', path)
    expect(await response.text()).toBe('<title>Console</title>')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'nonce-[^' ]{24}'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'$/,
    )
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('referrer-policy')).toBe('same-origin')
  }
  const asset = await request('GET', '/console/assets/main-1234.js')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await request('GET', '/console/icon.svg')).headers.get('content-type')).toBe(
    'image/svg+xml',
  )
  for (const path of ['/console/assets/gone.js', '/console/api/nothing', '/demo/', '/console/%']) {
    expect([404, 200], path).toContain((await request('GET', path)).status)
  }
  expect((await request('GET', '/console/assets/gone.js')).status).toBe(404)
  expect((await request('GET', '/demo/')).status).toBe(404)
})

test('words of a page are filled in', async () => {
  const folder = await folderOf({ 'index.html': 'key=__KEY__', 'a.js': '__KEY__' })
  const files = await readStaticFiles(folder, { __KEY__: 'pk_1' })
  expect(Buffer.from(files.get('index.html')?.content ?? []).toString()).toBe('key=pk_1')
  expect(Buffer.from(files.get('a.js')?.content ?? []).toString()).toBe('__KEY__')
})

test('what the build has packed is sent as it is, and is no file of its own', async () => {
  const packed = { 'brim.js': code, 'brim.js.br': 'brotli', 'brim.js.gz': 'gzip', 'old.js.gz': 'x' }
  const files = await readStaticFiles(await folderOf(packed))
  expect([...files.keys()].sort()).toEqual(['brim.js', 'old.js.gz'])
  const { request } = await testApp({ files: { widget: files } })
  for (const [encoding, text] of [
    ['br', 'brotli'],
    ['gzip', 'gzip'],
    ['identity', code],
  ] as const) {
    const headers = { 'accept-encoding': encoding }
    const response = await request('GET', '/b/brim.js', undefined, headers)
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(text)
  }
})

test('what is asked for by many at once is packed once', async () => {
  const file = staticFile('brim.js', Buffer.from(code))
  const [one, other] = await Promise.all([file.packed('br'), file.packed('br')])
  expect(other).toBe(one)
  expect(brotliDecompressSync(one).toString()).toBe(code)
})

test('a folder that is not there has no files', async () => {
  expect((await readStaticFiles('/nowhere/at/all')).size).toBe(0)
})
