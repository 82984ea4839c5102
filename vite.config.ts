// Everything Brim ships, built by one `vite build`: the server is Vite's own environment; the pages
// and the widget have other roots and bases, so `buildApp` builds each of them with a config of its own.
import { readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, type InlineConfig, mergeConfig, type Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'

declare global {
  const __BRIM_VERSION__: string
  /** The view's hashed file name, beside the core's own. */
  const __BRIM_VIEW__: string
}

const here = import.meta.dirname
const at = (path: string) => resolve(here, path)
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }

const shared = {
  define: { __BRIM_VERSION__: JSON.stringify(version), __BRIM_VIEW__: '"view.js"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} satisfies InlineConfig

const browser: InlineConfig = mergeConfig(shared, {
  configFile: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { target: 'es2022', emptyOutDir: false, modulePreload: false },
})

/** Builds one browser bundle and returns the names of the files it wrote. */
const bundle = async (config: InlineConfig): Promise<string[]> => {
  const result = (await build(mergeConfig(browser, config))) as Rolldown.RolldownOutput
  return result.output.map((file) => file.fileName)
}

/** The pages of one folder, by their files in it. */
const page = (root: string, base: string, outDir: string, input = ['index.html']) =>
  bundle({
    root: at(root),
    base,
    build: {
      outDir: at(outDir),
      rolldownOptions: { input: input.map((name) => at(`${root}/${name}`)) },
    },
  })

const consolePages = ['index.html', 'gallery/page.html', 'gallery/frame.html']

/** One file of the widget. The strings in it are all it carries: no CSS, no assets, no chunks. */
const widgetFile = (
  entry: string,
  output: Rolldown.OutputOptions,
  define: Record<string, string> = {},
) =>
  bundle({
    root: at('widget'),
    publicDir: false,
    define,
    build: {
      outDir: at('dist/widget'),
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: {
        input: at(entry),
        preserveEntrySignatures: output.format === 'es' ? 'strict' : false,
        output: { ...output, codeSplitting: false },
      },
    },
  })

/** A minifier that writes these names as short as variables. */
const shorten = (names: readonly string[]) => ({
  mangleProps: { include: new RegExp(`^(${names.join('|')})$`) },
})

/** As `ownNames` below, of the view: what neither the core, nor a prompt, nor the DOM calls by them. */
const viewNames = [
  ...['redraw', 'spoken', 'lost', 'draw', 'place', 'element', 'root', 'model'],
  ...['onAnswer', 'onEnd', 'mounted', 'isThere'],
]

const view = () =>
  widgetFile('widget/view/index.ts', {
    format: 'es',
    entryFileNames: 'view-[hash].js',
    minify: shorten(viewNames),
  })

/**
 * Names that the core's own files call each other by, and nobody else: neither the page, nor the
 * view, nor the server, nor what lies in storage from the version before. They are as short as
 * variables in what ships. A name that is missing here costs its letters; one that stands here and
 * belongs to somebody else breaks the end-to-end tests.
 */
const ownNames = [
  ...['answer', 'isAwaited', 'isEmpty', 'drop'],
  ...['waitMs', 'isOpen', 'fail', 'succeed'],
  ...['storage', 'prefix', 'ownKey', 'onDrop', 'save', 'claim', 'take', 'settle', 'adopt'],
  ...['queue', 'backoff', 'post', 'isAllowed', 'stillHere', 'about'],
  ...['onError', 'onThrow', 'onArmed', 'open', 'flushSoon', 'noteMoment', 'retryAfterMs'],
  ...['isPresent', 'isLatest'],
  ...['isGranted', 'isDebug', 'listener'],
]

/** The core is a classic script and asks for the view by its hashed name, so the view is built first. */
const core = (viewFile: string) =>
  widgetFile(
    'widget/brim.ts',
    {
      format: 'iife',
      entryFileNames: 'brim.js',
      // Constants that are no variables are written where they are used.
      topLevelVar: false,
      minify: shorten(ownNames),
    },
    { __BRIM_VIEW__: JSON.stringify(viewFile) },
  )

const widget = async () => {
  const [viewFile, ...others] = await view()
  if (!viewFile || others.length > 0) throw new Error(`the view is one file, not also ${others}`)
  await core(viewFile)
}

/** By the name of the file that each becomes. */
const serverEntries = {
  main: at('server/main.ts'),
  cli: at('server/cli.ts'),
  worker: at('server/pipeline/worker.ts'),
  'checkpoint-worker': at('server/store/checkpoint/worker.ts'),
  'operate-worker': at('server/operate/worker.ts'),
  'replay-worker': at('server/replay/worker.ts'),
  reset: at('server/demo/reset.ts'),
}

export default defineConfig({
  ...shared,
  publicDir: false,
  logLevel: 'warn',
  environments: {
    ssr: {
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
        page('server/console', '/console/', 'dist/console', consolePages),
        page('server/demo/page', '/demo/', 'dist/demo'),
        build(server),
      ])
    },
  },
  test: {
    include: [
      '{shared,server,widget}/**/*.test.{ts,tsx}',
      'e2e/{harness,durability,overload,bench}/**/*.test.ts',
    ],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
  },
})
