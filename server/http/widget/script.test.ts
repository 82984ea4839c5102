import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { testApp } from '../../test-app.ts'
import { keepReleases } from './keep-releases.ts'
import type { Integrity } from './release.ts'

const latest = 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800'
const immutable = 'public, max-age=31536000, immutable'
const chunks = ['view-DEADbeef_-1.js', 'live-0a1b2c3d.js', 'debug-AbCd-_12.js']
const codeOf = (name: string) => `console.log("${name} ${'brim '.repeat(200)}")`

async function builtApp() {
  const root = await mkdtemp(join(tmpdir(), 'brim-script-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  for (const name of ['brim.js', 'module.js', ...chunks]) {
    await writeFile(join(root, name), codeOf(name))
  }
  const widget = await keepReleases(root, join(root, 'kept'))
  const { request } = await testApp({ files: { widget } })
  const get = (path: string, headers?: Record<string, string>) =>
    request('GET', path, undefined, headers)
  const integrity = (await (await get('/b/integrity.json')).json()) as Integrity
  return { get, request, integrity }
}

const all = async () => {
  const { integrity, ...app } = await builtApp()
  const { version } = integrity
  const own = ['brim.js', 'module.js', 'integrity.json', ...chunks]
  const expected = new Map([
    ...['brim.js', 'module.js', 'integrity.json'].map((name) => [`/b/${name}`, latest] as const),
    ...chunks.map((name) => [`/b/${name}`, immutable] as const),
    ...own.map((name) => [`/b/${version}/${name}`, immutable] as const),
  ])
  return { ...app, integrity, expected }
}

test('each address says for how long it may be kept, and loads on any page', async () => {
  const { get, expected } = await all()
  for (const [path, cacheControl] of expected) {
    const response = await get(path)
    expect(response.status, path).toBe(200)
    expect(Object.fromEntries(response.headers), path).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': cacheControl,
      'content-type': path.endsWith('.json')
        ? 'application/json'
        : 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    })
  }
})

test('each address has it compressed, as HEAD, and not again for who has it', async () => {
  const { get, request, expected } = await all()
  for (const [path, cacheControl] of expected) {
    const plain = await (await get(path, { 'accept-encoding': 'identity' })).text()
    const br = await get(path, { 'accept-encoding': 'gzip, br' })
    expect(br.headers.get('content-encoding'), path).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(plain)
    const gzip = await get(path, { 'accept-encoding': 'gzip' })
    expect(gzip.headers.get('content-encoding'), path).toBe('gzip')
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(plain)

    const head = await request('HEAD', path, undefined, { 'accept-encoding': 'gzip, br' })
    expect(head.status, path).toBe(200)
    expect(Object.fromEntries(head.headers)).toEqual({
      ...Object.fromEntries(br.headers),
      'x-request-id': expect.anything(),
    })
    expect(await head.text()).toBe('')

    const known = { 'if-none-match': `W/${br.headers.get('etag')}` }
    const again = await get(path, known)
    expect(again.status, path).toBe(304)
    expect(await again.text()).toBe('')
    expect(Object.fromEntries(again.headers), path).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': cacheControl,
      'cross-origin-resource-policy': 'cross-origin',
      etag: br.headers.get('etag'),
      vary: 'Accept-Encoding',
    })
  }
})

test('integrity.json has the hash of each script, the same for the version and at the top', async () => {
  const { get, integrity } = await all()
  expect(Object.keys(integrity.files).sort()).toEqual(['brim.js', 'module.js', ...chunks].sort())
  for (const [name, hash] of Object.entries(integrity.files)) {
    const bytes = Buffer.from(await (await get(`/b/${integrity.version}/${name}`)).arrayBuffer())
    expect(hash, name).toBe(`sha384-${createHash('sha384').update(bytes).digest('base64')}`)
    expect(await (await get(`/b/${name}`)).text()).toBe(bytes.toString())
  }
  const own = await get(`/b/${integrity.version}/integrity.json`)
  expect(await own.json()).toEqual(integrity)
})

test('a page of another site may read what it is told of a version that is gone', async () => {
  const { get } = await builtApp()
  const response = await get('/b/0.0.9-0123456789ab/brim.js', { origin: 'https://app.example.com' })
  expect(response.status).toBe(404)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({
    error: {
      code: 'not_found',
      message:
        'Version 0.0.9-0123456789ab has no brim.js here, or is no longer kept: integrity.json, one folder up, names the one that is',
    },
  })
})

test.each([
  '/b/view-other.js',
  '/b/view.js',
  '/b/..%2Fsecret',
  '/b/%2e%2e/package.json',
  '/b/0.1.0/brim.js',
  '/b/0.1.0-0123456789ab/../brim.css',
  '/b/0.1.0-0123456789ab/..%2fbrim.js',
  '/b/__proto__/brim.js',
  '/b/',
])('%s is not there', async (path) => {
  const { get } = await builtApp()
  expect((await get(path)).status).toBe(404)
})

test('a server without a built widget says so', async () => {
  const { request } = await testApp()
  const response = await request('GET', '/b/brim.js')
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({
    error: { code: 'not_found', message: 'The widget has not been built' },
  })
})
