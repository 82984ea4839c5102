// The size that every page of every customer pays. Raising a limit is a decision, not a fix.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { expect, test } from 'vitest'

const folder = resolve(import.meta.dirname, '../dist/widget')

const files = existsSync(folder) ? readdirSync(folder) : []

const built = (pattern: RegExp): string => {
  const [file, ...others] = files.filter((name) => pattern.test(name))
  if (!file) throw new Error(`no ${pattern} in dist/widget: run \`npm run build\` first`)
  if (others.length > 0) throw new Error(`more than one ${pattern} in dist/widget: ${others}`)
  return join(folder, file)
}

const brotliSize = (file: string): number =>
  brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    .length

test.each([
  { name: 'the core', pattern: /^brim\.js$/, limit: 4_000 },
  { name: 'the core as a module', pattern: /^module\.js$/, limit: 4_200 },
  { name: 'the view', pattern: /^view-.+\.js$/, limit: 13_500 },
  { name: 'the stream', pattern: /^live-.+\.js$/, limit: 1_200 },
  { name: 'the reader of meters', pattern: /^meters-.+\.js$/, limit: 300 },
  { name: 'the adoption of what is left', pattern: /^left-.+\.js$/, limit: 300 },
  // With the view in it, so that it draws a draft without what counts: pages load it that are being built.
  { name: 'the debug panel', pattern: /^debug-.+\.js$/, limit: 18_500 },
])('$name stays within $limit bytes, brotli 11', ({ name, pattern, limit }) => {
  const size = brotliSize(built(pattern))
  expect(size, `${name} has ${size} bytes of ${limit}`).toBeLessThanOrEqual(limit)
})

test('the README says what pages pay, to a tenth of a kB', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8')
  const pattern = /([\d.]+) kB on every page .+ ([\d.]+) once somebody .+ ([\d.]+) more only/
  const told = pattern.exec(readme)?.slice(1).map(Number) ?? []
  const [core, live, view] = [/^brim\.js$/, /^live-.+\.js$/, /^view-.+\.js$/].map(
    (one) => brotliSize(built(one)) / 1_000,
  ) as [number, number, number]
  const paid = [core, core + live, view]
  expect(told).toHaveLength(3)
  paid.forEach((size, i) => {
    expect(Math.abs(size - (told[i] ?? 0)), `${size} kB`).toBeLessThan(0.1)
  })
})

test('ships nothing but the core, as a script and as a module, and its chunks', () => {
  expect(
    files.filter(
      (name) => !/^(brim|module|(view|live|meters|left|debug)-[\w-]+)\.js(\.br|\.gz)?$/.test(name),
    ),
  ).toEqual([])
})

/** What the bench compares the widget with, and a word of each that its own file is full of. */
test.each([
  { word: 'posthog', file: 'posthog-js/dist/surveys.js' },
  { word: 'growthbook', file: '@growthbook/growthbook/dist/bundles/index.min.js' },
  { word: 'formbricks', file: '@formbricks/surveys/dist/index.umd.js' },
  { word: 'driver-popover', file: 'driver.js/dist/driver.js.iife.js' },
  { word: 'shepherd', file: 'shepherd.js/dist/js/shepherd.mjs' },
])('carries nothing of $file', ({ word, file }) => {
  const has = (path: string) => readFileSync(path, 'utf8').toLowerCase().includes(word)
  expect(has(resolve(import.meta.dirname, '../node_modules', file))).toBe(true)
  expect(files.filter((name) => has(join(folder, name)))).toEqual([])
})
