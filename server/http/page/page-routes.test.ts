import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testApp } from '../../test-app.ts'
import { readStaticFiles } from './static-files.ts'

async function consoleFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'brim-pages-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'gallery'))
  for (const name of ['index.html', 'gallery/page.html', 'gallery/frame.html']) {
    const script = '<script nonce="__BRIM_NONCE__" src="/console/assets/main.js"></script>'
    await writeFile(join(folder, name), `<title>${name}</title>${script}`)
  }
  return readStaticFiles(folder)
}

test('only the gallery’s frame may be held in a frame, and only by Brim’s own pages', async () => {
  const { request } = await testApp({ files: { console: await consoleFiles() } })
  const frame = await request('GET', '/console/gallery/frame.html')
  expect(await frame.text()).toContain('gallery/frame.html')
  expect(frame.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(frame.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  for (const path of ['/console', '/console/gallery', '/console/gallery/frame.html/x']) {
    const page = await request('GET', path)
    expect(await page.text(), path).toContain('index.html')
    expect(page.headers.get('x-frame-options'), path).toBe('DENY')
    expect(page.headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
  }
})

test('without the demo nobody finds a gallery beside the console', async () => {
  const { request } = await testApp({ files: { console: await consoleFiles() } })
  expect((await request('GET', '/gallery')).status).toBe(404)
})

test('each answer names its one script anew, and is not kept for the next', async () => {
  const { request } = await testApp({ files: { console: await consoleFiles() } })
  const nonces = new Set<string>()
  for (const path of ['/console', '/console', '/console/nudges', '/console/gallery/frame.html']) {
    const headers = { 'if-none-match': '*', 'accept-encoding': 'br, gzip' }
    const page = await request('GET', path, undefined, headers)
    expect([page.status, page.headers.get('etag')], path).toEqual([200, null])
    expect(page.headers.get('cache-control'), path).toBe('no-store')
    const policy = page.headers.get('content-security-policy') ?? ''
    const nonce = /script-src 'nonce-([^']+)';/.exec(policy)?.[1] ?? ''
    expect(await page.text(), path).toContain(`<script nonce="${nonce}" src=`)
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(4)
})
