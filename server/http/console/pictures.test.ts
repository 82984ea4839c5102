import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { brim } from '../../../shared/audit/actor.ts'
import { pictureLimits } from '../../../shared/theme/picture-limits.ts'
import { home, testApp } from '../../test-app.ts'

const type = 'application/octet-stream'
const png = (colour = '#0b6867') =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: colour } })
    .png()
    .toBuffer()

async function setUp() {
  const app = await testApp()
  const cookieOf = async (email = app.owner.email) => {
    const login = { email, password: app.owner.password }
    const path = '/console/api/auth/sign-in/email'
    const response = await app.request('POST', path, login, { origin: home })
    return response.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ')
  }
  const cookie = await cookieOf()
  const upload = (body: Uint8Array, workspace = 'w1', headers: Record<string, string> = {}) =>
    app.app.request(`${home}/console/api/w/${workspace}/pictures`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        'content-type': type,
        'content-length': String(body.length),
        origin: home,
        cookie,
        ...headers,
      },
    })
  return { ...app, upload, cookieOf, ask: await app.signIn() }
}

type Kept = { hash: string; url: string; width: number; height: number; size: number }

test('a picture is kept, listed, and served to any page for ever', async () => {
  const { upload, ask, app } = await setUp()
  const response = await upload(await png())
  expect(response.status).toBe(201)
  const kept = (await response.json()) as Kept
  expect(kept).toMatchObject({ width: 40, height: 20, url: `${home}/b/p/w1/${kept.hash}.webp` })
  expect(await (await ask('GET', '/w/w1/pictures')).json()).toEqual({
    pictures: [kept],
    usedBytes: kept.size,
    mostBytes: pictureLimits.workspaceBytes,
  })

  const served = await app.request(kept.url, { headers: { origin: 'https://app.example.com' } })
  expect(served.status).toBe(200)
  expect(Object.fromEntries(served.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const bytes = Buffer.from(await served.arrayBuffer())
  expect(bytes.length).toBe(kept.size)
  expect((await sharp(bytes).metadata()).format).toBe('webp')
  const etag = served.headers.get('etag') ?? ''
  const again = await app.request(kept.url, { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
})

test('the same picture is kept once, and is there for its own workspace only', async () => {
  const { upload, app, signIn, owner } = await setUp()
  const first = (await (await upload(await png())).json()) as Kept
  expect(await (await upload(await png())).json()).toEqual(first)
  const asBob = await signIn('bob@example.com', owner.password)
  expect(await (await asBob('GET', '/w/w2/pictures')).json()).toMatchObject({ pictures: [] })
  expect((await app.request(first.url.replace('/w1/', '/w2/'))).status).toBe(404)
  expect((await upload(await png(), 'w2')).status).toBe(404)
})

test('an address that nobody was given makes no workspace, and is not kept by caches', async () => {
  const { app, folder } = await setUp()
  const list = (): Promise<string[]> => readdir(join(folder, 'workspaces'))
  const before = await list()
  const hash = 'A'.repeat(22)
  for (const workspace of ['w1', 'nobody', '..%2F..%2Fetc', 'w1%00']) {
    const response = await app.request(`${home}/b/p/${workspace}/${hash}.webp`)
    expect([400, 404], workspace).toContain(response.status)
    if (response.status === 404) expect(response.headers.get('cache-control')).toBe('no-store')
  }
  const after = await list()
  expect(after.filter((one) => !one.startsWith('w1.') && !before.includes(one))).toEqual([])
})

test('what is no picture is refused in words, and nothing is kept', async () => {
  const { upload, ask } = await setUp()
  const svg = await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  expect(svg.status).toBe(400)
  expect(await svg.json()).toEqual({
    error: {
      code: 'invalid',
      message:
        'An SVG can run scripts and load from elsewhere, so none is taken: save it as PNG or WebP',
    },
  })
  const large = await upload(Buffer.alloc(pictureLimits.uploadBytes + 1))
  expect(large.status).toBe(413)
  expect(await (await ask('GET', '/w/w1/pictures')).json()).toMatchObject({ pictures: [] })
})

test('a file goes where files go, and nowhere else; a form cannot send one', async () => {
  const { upload, ask } = await setUp()
  const bytes = await png()
  for (const other of ['image/png', 'multipart/form-data; boundary=x', 'application/json']) {
    const response = await upload(bytes, 'w1', { 'content-type': other })
    expect([400, 403], other).toContain(response.status)
  }
  const foreign = await upload(bytes, 'w1', { origin: 'https://evil.example', cookie: '' })
  expect(foreign.status).toBe(403)
  const elsewhere = await ask('POST', '/w/w1/keys', 'x', { 'content-type': type })
  expect(elsewhere.status).toBe(400)
})

test('a viewer looks at pictures and uploads none', async () => {
  const { upload, addMember, signIn, owner, cookieOf } = await setUp()
  await addMember('bob', 'w1', 'viewer')
  const asBob = await signIn('bob@example.com', owner.password)
  expect((await asBob('GET', '/w/w1/pictures')).status).toBe(200)
  const cookie = await cookieOf('bob@example.com')
  expect((await upload(await png(), 'w1', { cookie })).status).toBe(403)
})

const hourMs = 3_600_000

test('a picture goes a day after the last draft, publication and version that shows it', async () => {
  const { upload, app, api, ask, deps, clock } = await setUp()
  const used = (await (await upload(await png('#111111'))).json()) as Kept
  const unused = (await (await upload(await png('#eeeeee'))).json()) as Kept
  const drafted = (await (await upload(await png('#888888'))).json()) as Kept
  const there = async ({ url }: Kept) => (await app.request(url)).status === 200
  const withPicture = (url: string, publish: boolean) => {
    const picture = { kind: 'image', url: url.replace('http:', 'https:') }
    const nudge = {
      name: 'N',
      format: 'modal',
      placement: 'page',
      offer: 'more',
      copy: { en: { title: 'T', actions: [{ kind: 'link', label: 'L', url: '/' }], picture } },
    }
    return api('PUT', `/nudges/n${publish ? '?publish=true' : ''}`, nudge)
  }
  await api('PUT', '/offers/more?publish=true', { kind: 'learn_more', name: 'More' })
  expect((await withPicture(used.url, true)).status).toBe(200)
  expect((await withPicture(drafted.url, false)).status).toBe(200)

  clock.now += 23 * hourMs
  await deps.pipeline.retire('w1', clock.now)
  expect(await there(unused)).toBe(true)
  clock.now += 2 * hourMs
  await deps.pipeline.retire('w1', clock.now)
  expect(await Promise.all([used, drafted, unused].map(there))).toEqual([true, true, false])

  // Somebody changes the draft, and takes that back within a day.
  await withPicture(used.url, false)
  clock.now += 20 * hourMs
  await deps.pipeline.retire('w1', clock.now)
  expect(await there(drafted)).toBe(true)
  clock.now += 10 * hourMs
  await deps.pipeline.retire('w1', clock.now)
  // Whatever was published stays, for whoever looks at its versions.
  expect(await Promise.all([used, drafted].map(there))).toEqual([true, false])
  expect(await (await ask('GET', '/w/w1/pictures')).json()).toMatchObject({ pictures: [used] })
})

test('a workspace keeps so much and no more; what is there already takes no more room', async () => {
  const { deps, clock } = await setUp()
  const keep = (hash: string, bytes: number) =>
    deps.pipeline.keepPicture('w1', {
      hash: hash.padEnd(22, '-'),
      body: new Uint8Array(bytes),
      width: 1,
      height: 1,
      by: brim,
      at: clock.now,
    })
  expect(await keep('a', 30_000_000)).toBe('kept')
  expect(await keep('b', 20_000_000)).toBe('kept')
  expect(await keep('c', 1)).toBe('full')
  expect(await keep('a', 30_000_000)).toBe('kept')
  expect(await keep('c', 1)).toBe('full')
})
