// Everything Brim ships, built by one `vite build`: the server is Vite's own environment; the pages
// and the widget have other roots and bases, so `buildApp` builds each of them with a config of its own.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import {
  build,
  defineConfig,
  type InlineConfig,
  mergeConfig,
  type Plugin,
  type Rolldown,
} from 'vite'
import { pack, packedEnding, packings } from './server/http/answer/packing.ts'

declare global {
  const __BRIM_VERSION__: string
  /** What stands behind a chunk's name in its file's, beside the core's own: `-1a2b3c4d.js`. */
  const __BRIM_CHUNK__: string
}

const here = import.meta.dirname
const at = (path: string) => resolve(here, path)
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }

/** For the tests, too. */
export const shared = {
  define: { __BRIM_VERSION__: JSON.stringify(version), __BRIM_CHUNK__: '".js"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} satisfies InlineConfig

const browser: InlineConfig = mergeConfig(shared, {
  configFile: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { target: 'es2022', emptyOutDir: false, modulePreload: false },
})

const bundle = (config: InlineConfig) => build(mergeConfig(browser, config))

/** The pages of one folder, by their files in it. */
const page = (
  root: string,
  base: string,
  outDir: string,
  { input = ['index.html'], ...more }: { input?: string[] } & InlineConfig = {},
) =>
  bundle({
    ...more,
    root: at(root),
    base,
    build: {
      outDir: at(outDir),
      // What a page is made of is asked for at once; every browser that has `dialog` has this.
      modulePreload: { polyfill: false },
      // The console comes once and is kept: some 170 kB on the wire, packed.
      chunkSizeWarningLimit: 600,
      rolldownOptions: { input: input.map((name) => at(`${root}/${name}`)) },
    },
  })

const consolePages = ['index.html', 'gallery/page.html', 'gallery/frame.html']

/** One file of the widget. The strings in it are all it carries: no CSS, no assets, no chunks. */
const widgetFile = (entry: string, output: Rolldown.OutputOptions, more: InlineConfig = {}) =>
  bundle(
    mergeConfig(more, {
      root: at('widget'),
      publicDir: false,
      build: {
        outDir: at('dist/widget'),
        assetsInlineLimit: Number.POSITIVE_INFINITY,
        rolldownOptions: {
          input: at(entry),
          preserveEntrySignatures: output.format === 'es' ? 'strict' : false,
          output: { ...output, codeSplitting: false },
        },
      },
    } satisfies InlineConfig),
  )

/** A minifier that writes these names as short as variables. */
const shorten = (names: readonly string[]) => ({
  mangleProps: { include: new RegExp(`^(${names.join('|')})$`) },
})

/** As `ownNames` below, of the view: what neither the core, nor a prompt, nor the DOM calls by them. */
const viewNames = [
  ...['redraw', 'isSpoken', 'lost', 'draw', 'place', 'element', 'root', 'model'],
  ...['onAnswer', 'onEnd', 'lose', 'mounted', 'isThere', 'isSeen', 'reword', 'move', 'leave'],
]

/** What the core loads when it is needed: `widget/<name>/index.ts`. */
const chunks = ['view', 'live', 'debug', 'meters', 'left'] as const
const entryOf = (chunk: (typeof chunks)[number]) => `widget/${chunk}/index.ts`

/** All of them under one hash, so that the core carries no more than that. Returns what stands behind the names. */
const chunkFiles = async (): Promise<string> => {
  const folder = at('dist/widget')
  const hash = createHash('sha256')
  for (const name of chunks) {
    await widgetFile(entryOf(name), {
      format: 'es',
      entryFileNames: `${name}.js`,
      ...(name === 'view' && { minify: shorten(viewNames) }),
    })
    hash.update(readFileSync(join(folder, `${name}.js`)))
  }
  const ending = `-${hash.digest('hex').slice(0, 8)}.js`
  for (const name of chunks) renameSync(join(folder, `${name}.js`), join(folder, name + ending))
  return ending
}

/**
 * Names that the core's own files call each other by, and nobody else: neither the page, nor the
 * view, nor the server, nor what lies in storage from the version before. They are as short as
 * variables in what ships. A name that is missing here costs its letters; one that stands here and
 * belongs to somebody else breaks the end-to-end tests.
 */
const ownNames = [
  ...['answer', 'isAwaited', 'drop', 'all'],
  ...['waitMs', 'isOpen', 'fail', 'succeed'],
  ...['storage', 'prefix', 'ownKey', 'onDrop', 'save', 'claim', 'take', 'settle', 'others', 'size'],
  ...['queue', 'backoff', 'post', 'isAllowed', 'stillHere', 'about'],
  ...['onError', 'onThrow', 'onArmed', 'open', 'flushSoon', 'noteMoment', 'retryAfterMs'],
  ...['isGranted'],
]

const coreOutput = {
  // Constants that are no variables are written where they are used.
  topLevelVar: false,
  minify: shorten(ownNames),
} satisfies Rolldown.OutputOptions

/**
 * Nearly all of the core runs as it loads: V8 is told to compile it in one go. Else it would read each
 * function twice, once to step over it and once when it is called, which was a quarter of the time.
 * https://v8.dev/blog/explicit-compile-hints
 */
const compileHint = '//# allFunctionsCalledOnLoad'

/** The core as a classic script, which asks for its chunks by their hashed names. */
const core = (chunkEnding: string) =>
  widgetFile(
    'widget/brim.ts',
    { ...coreOutput, format: 'iife', entryFileNames: 'brim.js', postBanner: compileHint },
    { define: { __BRIM_CHUNK__: JSON.stringify(chunkEnding) } },
  )

/** Sources that a bundle imports, and the built files beside it that it imports instead. */
const fromChunks = (files: Record<string, string>): Plugin => ({
  name: 'from-chunks',
  enforce: 'pre',
  resolveId(source, importer) {
    const file = importer && files[resolve(dirname(importer), source)]
    return file ? { id: `./${file}`, external: true } : null
  },
})

/** The core as a module, over the very chunks that the script has: a bundler finds them by itself. */
const module = (chunkEnding: string) =>
  widgetFile(
    'widget/index.ts',
    { ...coreOutput, format: 'es', entryFileNames: 'module.js' },
    {
      plugins: [
        fromChunks(Object.fromEntries(chunks.map((one) => [at(entryOf(one)), one + chunkEnding]))),
      ],
      // It is imported on servers too, and nothing of Vite's own is wrapped around its imports.
      build: { ssr: true },
    },
  )

/** The module's types, from its own sources. */
const types = () =>
  promisify(execFile)(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('widget')])

/** Chunks are built first: what asks for them has their names in it. */
const widget = async () => {
  const ending = await chunkFiles()
  await Promise.all([core(ending), module(ending)])
}

/** What browsers load, packed beside itself; what is filled in when it is served, then. */
const packed = async (folder: string) => {
  const names = readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
  const files = names
    .filter((name) => /\.(js|css|svg)$/.test(name))
    .map((name) => at(`${folder}/${name}`))
  const packOne = async (file: string, packing: (typeof packings)[number]) =>
    writeFileSync(file + packedEnding[packing], await pack(readFileSync(file), packing))
  await Promise.all(files.flatMap((file) => packings.map((packing) => packOne(file, packing))))
}

/** By the name of the file that each becomes. */
const serverEntries = {
  main: at('server/main.ts'),
  cli: at('server/cli.ts'),
  worker: at('server/pipeline/thread/worker.ts'),
  'checkpoint-worker': at('server/store/checkpoint/worker.ts'),
  'operate-worker': at('server/operate/worker.ts'),
  'replay-worker': at('server/replay/worker.ts'),
  'results-worker': at('server/results/worker.ts'),
  'ranking-worker': at('server/ranking/worker.ts'),
  'readiness-worker': at('server/readiness/worker.ts'),
  reset: at('server/demo/reset.ts'),
}

/** All else is bundled: a server that finds a thousand files starts slowly. These bring binaries along. */
const nativeParts = ['libsql', 'sharp']

export default defineConfig({
  ...shared,
  publicDir: false,
  logLevel: 'warn',
  environments: {
    ssr: {
      resolve: { noExternal: true, external: nativeParts },
      build: {
        ssr: true,
        target: 'node20',
        outDir: 'dist/server',
        emptyOutDir: false,
        sourcemap: true,
        minify: false,
        rolldownOptions: {
          input: serverEntries,
          output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        },
      },
    },
  },
  builder: {
    async buildApp({ build, environments: { ssr: server } }) {
      if (!server) throw new Error('the server environment is not configured')
      rmSync(at('dist'), { recursive: true, force: true })
      await Promise.all([
        widget(),
        types(),
        page('server/console', '/console/', 'dist/console', {
          input: consolePages,
          // Each answer has another one in its place: `server/http/page/page-policy.ts`.
          html: { cspNonce: '__BRIM_NONCE__' },
        }),
        page('server/demo/page', '/demo/', 'dist/demo'),
        build(server),
      ])
      await Promise.all(['dist/widget', 'dist/console', 'dist/demo'].map(packed))
    },
  },
})
