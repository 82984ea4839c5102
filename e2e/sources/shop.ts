// A page of somebody's product, on another origin than Brim's: its code is bundled as theirs would be, with
// the tool's own library as npm has it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { build, type Rolldown } from 'vite'

/** Who is on the page: what its code calls `user` and `account`. */
export type Who = { user: { id: string }; account: { id: string } }

/** `code`: of the page, which has one link, and one button for which `onExport` is called. */
export async function startShop({ user, account }: Who, code: string) {
  const known = `const user = ${JSON.stringify(user)}\nconst account = ${JSON.stringify(account)}`
  const script = await bundle(
    `${known}\n${code}\ndocument.querySelector('button').onclick = onExport`,
  )
  const page = `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><button>Export</button>
    <a href="/else">Elsewhere</a><script src="/shop.js"></script></html>`
  const server = createServer((request, response) => {
    const isScript = request.url === '/shop.js'
    const type = isScript ? 'text/javascript' : 'text/html'
    const html = request.url === '/else' ? '<!doctype html><title>Elsewhere</title>' : page
    response
      .writeHead(200, { 'content-type': `${type}; charset=utf-8` })
      .end(isScript ? script : html)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/`, close }
}

async function bundle(code: string): Promise<string> {
  const entry = resolve(import.meta.dirname, 'shop-of-this-test.js')
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'shop',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput
  return result.output[0].code
}
