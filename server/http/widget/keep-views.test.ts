import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepViews } from './keep-views.ts'

async function folders() {
  const root = await mkdtemp(join(tmpdir(), 'brim-views-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const build = async (name: string) => {
    const built = join(root, `build-${name}`)
    await mkdir(built)
    await writeFile(join(built, 'brim.js'), `core ${name}`)
    await writeFile(join(built, `view-${name}.js`), `view ${name}`)
    await writeFile(join(built, `live-${name}.js`), `live ${name}`)
    return built
  }
  return { build, kept: join(root, 'data', 'views') }
}

const text = (files: Awaited<ReturnType<typeof keepViews>>, name: string) => {
  const file = files.get(name)
  return file && new TextDecoder().decode(file.bytes.identity)
}

test('chunks outlive the upgrade that replaces them, and the core does not', async () => {
  const { build, kept } = await folders()
  await keepViews(await build('one'), kept)
  const files = await keepViews(await build('two'), kept)
  expect(text(files, 'view-one.js')).toBe('view one')
  expect(text(files, 'live-one.js')).toBe('live one')
  expect(text(files, 'view-two.js')).toBe('view two')
  expect(text(files, 'brim.js')).toBe('core two')
})

test('the chunks of the oldest build go, and one that comes back is the newest', async () => {
  const { build, kept } = await folders()
  const first = await build('0')
  for (const name of ['1', '2', '3', '4', '5']) {
    await keepViews(first, kept)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await keepViews(await build(name), kept)
  }
  await keepViews(first, kept)
  const files = await keepViews(await build('6'), kept)
  expect(files.has('view-0.js')).toBe(true)
  expect(files.has('live-0.js')).toBe(true)
  expect(files.has('view-1.js') || files.has('live-1.js')).toBe(false)
  expect(await readdir(kept)).toHaveLength(12)
})
