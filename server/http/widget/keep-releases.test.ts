import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepReleases, mostReleases } from './keep-releases.ts'

async function folders() {
  const root = await mkdtemp(join(tmpdir(), 'brim-releases-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const kept = join(root, 'data', 'widget')
  let days = 0
  return {
    kept,
    build: async (name: string) => {
      const built = join(root, `build-${name}`)
      await mkdir(built, { recursive: true })
      await writeFile(join(built, 'brim.js'), `core ${name}`)
      await writeFile(join(built, `view-${name}.js`), `view ${name}`)
      return built
    },
    /** Starts a server of that build, a day after the one before. */
    start: async (built: string) => {
      const files = await keepReleases(built, kept)
      const version = versionOf(files)
      days++
      await utimes(join(kept, version), days * 86_400, days * 86_400)
      return { files, version }
    },
  }
}

type Files = Awaited<ReturnType<typeof keepReleases>>

const text = (files: Files, path: string) => {
  const file = files.get(path)
  return file && new TextDecoder().decode(file.content)
}
const versionOf = (files: Files): string => JSON.parse(text(files, 'integrity.json') ?? '').version

test('a release outlives the upgrade that replaces it, and the top is the new one', async () => {
  const { build, start } = await folders()
  const one = await start(await build('one'))
  const two = await start(await build('two'))
  expect(text(two.files, 'brim.js')).toBe('core two')
  expect(text(two.files, `${two.version}/brim.js`)).toBe('core two')
  expect(text(two.files, `${one.version}/brim.js`)).toBe('core one')
  expect(text(two.files, `${one.version}/integrity.json`)).toBe(text(one.files, 'integrity.json'))
})

test('a page of the release before finds its chunks, whichever address it came by', async () => {
  const { build, start } = await folders()
  const one = await start(await build('one'))
  const { files } = await start(await build('two'))
  expect(text(files, 'view-one.js')).toBe('view one')
  expect(text(files, 'view-two.js')).toBe('view two')
  expect(text(files, `${one.version}/view-one.js`)).toBe('view one')
  expect(files.has(`${one.version}/view-two.js`)).toBe(false)
})

test('two builds of one package version are two versions, and the same build is the same', async () => {
  const { build, start } = await folders()
  const one = await start(await build('one'))
  const two = await start(await build('two'))
  const again = await start(await build('one'))
  expect(again.version).toBe(one.version)
  expect(two.version).not.toBe(one.version)
  expect(one.version).toMatch(/^\d+\.\d+\.\d+-[0-9a-f]{12}$/)
})

test('the oldest releases go, and one that comes back is the newest', async () => {
  const { build, start, kept } = await folders()
  const first = await start(await build('first'))
  const second = await start(await build('second'))
  for (let i = 0; i < mostReleases - 2; i++) await start(await build(`${i}`))
  await start(await build('first'))
  const { files } = await start(await build('last'))
  expect(files.has(`${first.version}/brim.js`)).toBe(true)
  expect(files.has(`${second.version}/brim.js`)).toBe(false)
  expect(await readdir(kept)).toHaveLength(mostReleases)
})

test('what was changed on the disk is not served under the name of what it was', async () => {
  const { build, start, kept } = await folders()
  const one = await start(await build('one'))
  await writeFile(join(kept, one.version, 'brim.js'), 'something else')
  const { files } = await start(await build('two'))
  expect([...files.keys()].filter((path) => path.startsWith(one.version))).toEqual([])
})

test('a copy that a crash left half made is made again', async () => {
  const { build, start, kept } = await folders()
  const { version } = await start(await build('one'))
  await rm(join(kept, version), { recursive: true })
  const left = join(kept, `${version}.making-x1y2z3`)
  await mkdir(left)
  await writeFile(join(left, 'brim.js'), 'co')
  await utimes(left, 1, 1)
  const { files } = await start(await build('one'))
  expect(text(files, `${version}/brim.js`)).toBe('core one')
  expect(await readdir(kept)).toEqual([version])
})

test.each([
  { finding: 'nothing', leave: async () => {} },
  {
    finding: 'what was changed on the disk',
    leave: async (kept: string, version: string) => {
      await mkdir(join(kept, version), { recursive: true })
      await writeFile(join(kept, version, 'brim.js'), 'something else')
    },
  },
])(
  'nodes that start at once and find $finding all serve the release, and leave nothing half made',
  async ({ leave }) => {
    const { build, kept, start } = await folders()
    const built = await build('one')
    const { version } = await start(built)
    for (let round = 0; round < 40; round++) {
      await rm(join(kept, version), { recursive: true })
      await leave(kept, version)
      const nodes = await Promise.all(Array.from({ length: 8 }, () => keepReleases(built, kept)))
      for (const files of nodes) expect(text(files, `${version}/brim.js`)).toBe('core one')
      expect(await readdir(kept)).toEqual([version])
      expect(text(await keepReleases(built, kept), `${version}/brim.js`)).toBe('core one')
    }
  },
)

test('an upgrade goes on when the clock was set back', async () => {
  const { build, start, kept } = await folders()
  const one = await start(await build('one'))
  await utimes(join(kept, one.version), 9e9, 9e9)
  const two = await start(await build('two'))
  expect(text(two.files, 'brim.js')).toBe('core two')
  expect(two.files.has(`${two.version}/view-two.js`)).toBe(true)
})

test('where nothing is built there is nothing, and nothing is kept', async () => {
  const { kept } = await folders()
  expect((await keepReleases('/nowhere/at/all', kept)).size).toBe(0)
})
