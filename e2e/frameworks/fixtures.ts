// An app as its server sends it, with Brim behind a prefix of its own and a double of Brim behind that.
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { forward } from '../harness/forward.ts'
import { test as base, expect } from '../widget/fixtures.ts'
import { type Built, buildApp, type Framework } from './build.ts'

type App = {
  /** With `head`, which stands before the app's own script, before that has come; else after it has run. */
  open(name: Framework, path: string, head?: string): Promise<void>
}

export const test = base.extend<{ app: App }, { built(name: Framework): Promise<Built> }>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use, { workerIndex }) => {
      const builds = new Map<Framework, Promise<Built>>()
      await use((name) => {
        const build = builds.get(name) ?? buildApp(name, `worker-${workerIndex}`)
        builds.set(name, build)
        return build
      })
    },
    { scope: 'worker' },
  ],

  app: async ({ page, context, brim, problems, built }, use) => {
    problems.watch(context)
    let served: Built | undefined
    let head = ''
    const server = createServer(async (request, response) => {
      const path = request.url ?? '/'
      if (path.startsWith('/upgrade/')) {
        return forward(request, response, brim.url + path.replace('/upgrade', '/b'))
      }
      if (path.endsWith('.js')) {
        response.writeHead(200, { 'content-type': 'text/javascript' })
        return createReadStream(join(served?.folder ?? '', path)).pipe(response)
      }
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
        `<!doctype html><html lang="en"><head><title>Harbour</title>${head}</head>
         <body>${await served?.render(path)}
         <script type="module" src="/client.js"></script></body></html>`,
      )
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await use({
      async open(name, path, more = '') {
        served = await built(name)
        head = more
        await page.goto(site + path, { waitUntil: more ? 'commit' : 'load' })
      },
    })
    await page.close()
    server.closeAllConnections()
    server.close()
  },
})

export { expect }
