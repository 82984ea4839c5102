/** The README and the documents beside it say nothing that isn't so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { promptAction } from '../shared/decision/prompt.ts'
import { commandNames } from './cli/usage.ts'
import { exported } from './operate/export/tables.ts'
import { testApp } from './test-app.ts'

const root = resolve(import.meta.dirname, '..')
const documents = ['README.md', ...readdirSync(resolve(root, 'docs')).map((name) => `docs/${name}`)]
const textOf = (name: string) => readFileSync(resolve(root, name), 'utf8')
const readme = documents.map(textOf).join('\n')
const all = (pattern: RegExp) => [...readme.matchAll(pattern)].map((match) => match[1] ?? '')

/** As they are made of headings, by those who show such documents. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  )

test.each(documents)('the links and pictures of %s are there', (name) => {
  const links = [...textOf(name).matchAll(/\]\((?!https?:)([^)]+)\)/g)]
  const missing = links.filter(([, link = '']) => {
    const [path, anchor] = link.split('#')
    const file = path ? resolve(root, dirname(name), path) : resolve(root, name)
    if (!existsSync(file)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor)
  })
  expect(missing.map(([, link]) => link)).toEqual([])
})

test('each document is found from the README', () => {
  const untold = documents.slice(1).filter((name) => !textOf('README.md').includes(`(${name})`))
  expect(untold).toEqual([])
})

test('the tour of the code leaves out no folder', () => {
  const tour = textOf('README.md').split('## Code tour')[1] ?? ''
  const folders = ['server', 'widget', 'shared'].flatMap((top) =>
    readdirSync(resolve(root, top), { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map((one) => `${top}/${one.name}`),
  )
  expect(folders.filter((path) => !tour.includes(`](${path})`))).toEqual([])
})

test('its commands are in the package', () => {
  const missing = all(/npm run ([a-z:]+)/g).filter((name) => !(name in packageJson.scripts))
  expect(missing).toEqual([])
})

test('its variables are those that the server reads', () => {
  const source = readFileSync(resolve(root, 'server/env.ts'), 'utf8')
  const read = new Set([...source.matchAll(/^ {4}([A-Z_]+): /gm)].map((match) => match[1]))
  const told = new Set(all(/`((?:BRIM_[A-Z_]+|PORT|HOST))`/g))
  // The line for programs that start Brim is no setting of an operator.
  read.delete('BRIM_READY_JSON')
  // `brim pull` and `brim push` are no server, and have it instead.
  told.delete('BRIM_KEY')
  expect([...told].sort()).toEqual([...read].sort())
})

test('the rows of an export are those that it names', () => {
  const [, told = ''] = textOf('docs/operating.md').match(/`(definition version [a-z_\s]+)`/) ?? []
  expect(told.split(/\s+/)).toEqual(Object.keys(exported))
})

test('its calls are those of the widget', () => {
  const source = readFileSync(resolve(root, 'widget/core/api.ts'), 'utf8')
  const unknown = all(/brim\.([a-z]+)\(/g).filter(
    (name) => !new RegExp(`\\b${name}\\b`).test(source),
  )
  expect(unknown).toEqual([])
})

test('every call of the widget is told', () => {
  const source = readFileSync(resolve(root, 'widget/core/api.ts'), 'utf8')
  const [, calls = ''] = /export type Brim = \{([\s\S]+)\}/.exec(source) ?? []
  const names = [...calls.matchAll(/^ {2}(\w+)[<(]/gm)].map((match) => match[1])
  expect(names.length).toBeGreaterThan(5)
  const untold = names.filter((name) => !textOf('docs/embedding.md').includes(`\`brim.${name}(`))
  expect(untold).toEqual([])
})

test('why a page shows nothing, and what it hears, is told', () => {
  const source = readFileSync(resolve(root, 'widget/core/api.ts'), 'utf8')
  const [, unshown = ''] = /export type Unshown =([\s\S]+?)\n\n/.exec(source) ?? []
  const reasons = [...unshown.matchAll(/'(\w+)'/g)].map((match) => match[1])
  const kinds = promptAction.options.map((option) => option.shape.kind.value)
  expect(reasons.length).toBeGreaterThan(5)
  const untold = [...reasons, ...kinds].filter(
    (name) => !textOf('docs/embedding.md').includes(`\`${name}\``),
  )
  expect(untold).toEqual([])
})

test('its routes are those of the server', async () => {
  const { app } = await testApp()
  const { paths } = (await (await app.request('/openapi.json')).json()) as { paths: object }
  const told = all(/(?<![a-z.])(\/(?:b\/)?v1\/[a-z{}/-]+[a-z}])/g)
  expect(told.length).toBeGreaterThan(10)
  expect(told.filter((path) => !(path in paths) && path !== '/v1/accounts/acme')).toEqual([])
})

/** Each JSON, and the route that was named last before it. */
const bodiesOf = (name: string) =>
  [
    ...textOf(name).matchAll(
      /`(PUT|POST) (\/v1\/[^`…]+)`(?:(?!```|`P)[\s\S])*```json\n([\s\S]+?)```/g,
    ),
  ].map(([, method = '', path = '', text = '']) => ({ method, path, body: JSON.parse(text) }))

test('its bodies are taken, and lead to the prompt that they speak of', async () => {
  const { api } = await testApp()
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await api(method, path.replace('/v1', ''), body)
    const answer = (await response.json()) as { refused?: unknown[] }
    expect(response.ok && (answer.refused ?? []), JSON.stringify(answer)).toEqual([])
    return answer
  }
  await send('POST', '/v1/plans', { key: 'free', name: 'Free', tier: 0 })
  await send('POST', '/v1/plans/free/publish')
  const definitions = bodiesOf('docs/deciding.md')
  for (const { method, path, body } of definitions) {
    await send(method, path, body)
    await send('POST', `${path}/${body.key}/publish`)
  }
  const bodies = bodiesOf('docs/api.md')
  const idOf = (path: string) =>
    path.replace('{id}', path.includes('users') ? 'u_42' : 'acme').replace('{offer}', 'team-trial')
  let decided: unknown
  for (const { method, path, body } of bodies) {
    const answer = await send(method, idOf(path), body)
    if (path === '/v1/decide') decided = answer
  }
  expect([definitions.length, bodies.length]).toEqual([4, 9])
  expect(decided).toMatchObject({ decisions: [{ prompt: { nudge: 'team-at-export' } }] })
})

test('its commands of brim are those that there are', () => {
  const told = all(/^\| `(brim [^`]+)`/gm).map((form) => form.replaceAll('\\', ''))
  expect(told.length).toBeGreaterThan(5)
  for (const form of told) {
    const words = form.split(' ').slice(1, 3).join(' ')
    const name = commandNames.find((one) => `${words} `.startsWith(`${one} `))
    expect(name, form).toBeDefined()
  }
  for (const name of commandNames) expect(readme).toContain(`\`brim ${name}`)
})

test('its rows of an export are those that there are', () => {
  const [, types = ''] = /`(definition version [a-z_\s]+)`/.exec(textOf('docs/operating.md')) ?? []
  expect(types.split(/\s+/)).toEqual(Object.keys(exported))
})

test('its figures are those that are counted', async () => {
  const { app } = await testApp()
  const scrape = await app.request(
    'http://127.0.0.1/metrics',
    { headers: { host: '127.0.0.1' } },
    { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
  )
  const text = await scrape.text()
  const counted = [...text.matchAll(/^# TYPE (brim_\S+) /gm)].map((match) => match[1] ?? '')
  const told = all(/`(brim_[a-z_]+)/g)
  // Only the thread of the pipeline has this one.
  const missing = told.filter(
    (name) => ![...counted, 'brim_pipeline_loop_delay_seconds'].includes(name),
  )
  expect(missing).toEqual([])
  const untold = counted.filter((name) => !told.includes(name))
  expect(untold.filter((name) => !/_(failed|repeated|refused)_total$/.test(name))).toEqual([])
})
