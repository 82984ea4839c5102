// What a customer's build gets from npm: the packed package, unpacked beside an app of theirs.
import { execFile, execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importsOf } from '../harness/imports.ts'

const root = resolve(import.meta.dirname, '../..')
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const run = promisify(execFile)
let app: string
let unpacked: string

beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'brim-app-'))
  unpacked = join(app, 'node_modules/brim')
  mkdirSync(unpacked, { recursive: true })
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', app]
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }))
  execFileSync('tar', ['-xzf', join(app, filename), '-C', unpacked, '--strip-components=1'])
  // The types speak of zod, which npm installs with the package.
  symlinkSync(join(root, 'node_modules/zod'), join(app, 'node_modules/zod'))
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }')
}, 60_000)

afterAll(() => rmSync(app, { recursive: true, force: true }))

test('a server imports it without a window, and nothing happens', async () => {
  const code = `
    import { startBrim } from 'brim/widget'
    const brim = startBrim({ key: 'pk_1', api: '/upgrade', user: { id: 'u_1' } })
    brim.identify({ user: { id: 'u_1' } })
    brim.on('action', () => {})()
    console.log(JSON.stringify([await brim.paywall('export'), Object.keys(globalThis).includes('brim')]))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: app })
  expect(JSON.parse(stdout)).toEqual([{ shown: false, reason: 'no_page', decisionId: null }, false])
})

test('its module brings every chunk that it asks for, and needs nothing else', () => {
  const path = 'dist/widget/module.js'
  const text = readFileSync(join(unpacked, path), 'utf8')
  const imports = importsOf({ path, text })
  expect(imports.length).toBeGreaterThan(0)
  for (const { to, kind } of imports) {
    expect(kind, to).toBe('lazy')
    expect(dirname(to), to).toBe('dist/widget')
    const chunk = readFileSync(join(unpacked, to), 'utf8')
    expect(importsOf({ path: to, text: chunk })).toEqual([])
  }
})

test('the command of the package is in it', async () => {
  const { bin, version } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))
  expect(readFileSync(join(unpacked, bin.brim), 'utf8')).toContain('#!')
  expect(version).toMatch(/^\d/)
})

const consumer = `
import { type Brim, type BrimOptions, type Showing, startBrim } from 'brim/widget'

const options: BrimOptions = { key: 'pk_1', api: '/upgrade' }
export const brim: Brim = startBrim(options)
brim.identify({ user: { id: 7, role: 'admin' }, account: { id: 'acme' }, getToken: async () => 'jwt' })
brim.usage('boards', { used: 3, limit: null })
const undo: () => void = brim.on('action', ({ kind, offer, preventDefault }) => {
  if (kind === 'checkout' && offer.kind === 'trial') console.log(offer.lasts.length)
  preventDefault()
})
undo()
export const wall = async (): Promise<string | null> => {
  const showing: Showing = await brim.paywall('export', { anchor: document.body })
  return showing.shown ? showing.decisionId.toUpperCase() : showing.reason
}

// @ts-expect-error a key is needed
startBrim({ api: '/upgrade' })
// @ts-expect-error there is no such event
brim.on('closed', () => {})
// @ts-expect-error not every offer has seats
brim.on('prompt', ({ offer }) => offer.seats)
// @ts-expect-error reasons are a closed list
export const wrong = async () => (await brim.paywall('export')).reason === 'because'
`

/** What the compiler says of an app. */
async function complaintsOf(files: string[], resolution: string, module: string): Promise<string> {
  const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022']
  const how = ['--moduleResolution', resolution, '--module', module, '--lib', 'es2022,dom']
  const more = ['--jsx', 'react-jsx', '--types', '']
  const check = run(process.execPath, [tsc, ...flags, ...how, ...more, ...files], { cwd: app })
  return check.then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  )
}

test.each([
  ['bundler', 'esnext'],
  ['nodenext', 'nodenext'],
])('a strict app type-checks against it, resolving as %s', async (resolution, module) => {
  writeFileSync(join(app, 'consumer.ts'), consumer)
  expect(await complaintsOf(['consumer.ts'], resolution, module)).toBe('')
})

test('the recipes type-check in a strict React app, with the one that tells of a slot', async () => {
  for (const name of ['react', '@types/react', 'csstype']) {
    const place = join(app, 'node_modules', name)
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), place)
  }
  mkdirSync(join(app, 'react'))
  copyFileSync(join(import.meta.dirname, 'brim.ts'), join(app, 'brim.ts'))
  const recipes = ['brim-slot.d.ts', 'use-brim.ts', 'Export.tsx', 'Slot.tsx'].map((name) => {
    copyFileSync(join(import.meta.dirname, 'react', name), join(app, 'react', name))
    return join('react', name)
  })
  const slots = `
    export const Slot = ({ name }: { name: string }) => <brim-slot key={name} name={name} />
    // @ts-expect-error a slot has a name
    export const Nameless = () => <brim-slot />`
  writeFileSync(join(app, 'slots.tsx'), slots)
  expect(await complaintsOf(['slots.tsx', ...recipes], 'bundler', 'esnext')).toBe('')
})
