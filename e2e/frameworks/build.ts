// Builds an app as its own project would: for the browser, and for a server where it renders on one.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import vue from '@vitejs/plugin-vue'
import { build, type InlineConfig, mergeConfig } from 'vite'

const plugins = {
  react: [],
  vue: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'brim-slot' } } })],
  svelte: [svelte({ configFile: false })],
  angular: [],
}
export type Framework = keyof typeof plugins

export type Built = {
  /** Of `client.js` and what it loads. */
  folder: string
  /** The body that the server answers for a path. */
  render(path: string): Promise<string>
}

/** `owner`: whose copy it is; nobody else builds into it. */
export async function buildApp(name: Framework, owner: string): Promise<Built> {
  const root = join(import.meta.dirname, name)
  // Inside of the package, whose name the server's build imports.
  const out = resolve(import.meta.dirname, '../../test-results/frameworks', owner, name)
  const common: InlineConfig = {
    configFile: false,
    logLevel: 'warn',
    root,
    // Development is where StrictMode does everything twice and where frameworks complain.
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    oxc: {
      jsx: { runtime: 'automatic', importSource: 'react' },
      decorator: { legacy: true },
    },
    plugins: plugins[name],
    build: { minify: false, emptyOutDir: true, modulePreload: false },
  }
  const entry = (side: string) =>
    ['jsx', 'js'].map((ending) => join(root, `${side}.${ending}`)).find(existsSync)
  const client = join(out, 'client')
  await build(
    mergeConfig(common, {
      build: {
        outDir: client,
        // zone.js has no say in an `await`: as Angular's own builds do, it is made of promises.
        ...(name === 'angular' && { target: 'es2016' }),
        rolldownOptions: { input: entry('client'), output: { entryFileNames: 'client.js' } },
      },
    } satisfies InlineConfig),
  )
  const server = join(out, 'server')
  await build(
    mergeConfig(common, {
      build: {
        ssr: true,
        outDir: server,
        rolldownOptions: { input: entry('server'), output: { entryFileNames: 'server.mjs' } },
      },
    } satisfies InlineConfig),
  )
  const { render } = (await import(join(server, 'server.mjs'))) as Pick<Built, 'render'>
  return { folder: client, render }
}
