// Brings the inspector into a page: bundled once, for what runs there can import nothing.
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { build, type Rolldown } from 'vite'
import type { Found, inspect, Look, walk } from './inspect/index.ts'

const entry = resolve(import.meta.dirname, 'inspect/index.ts')

type Inspector = { inspect: typeof inspect; walk: typeof walk }
type Window = { inspector: Inspector }

let script: Promise<string> | undefined

async function bundle(): Promise<string> {
  const [built] = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, name: 'inspector', formats: ['iife'] },
    },
  })) as Rolldown.RolldownOutput[]
  const code = built?.output[0].code
  if (!code) throw new Error('The inspector was not built')
  return `${code}\nwindow.inspector = inspector`
}

/** Once for each page that is loaded. */
export async function bringInspector(page: Page): Promise<void> {
  script ??= bundle()
  await page.evaluate(await script)
}

export const walkIn = (page: Page, queries: string[], looks: Look[]): Promise<Found[]> =>
  page.evaluate(([all, at]) => (window as unknown as Window).inspector.walk(all, at), [
    queries,
    looks,
  ] as const)

export const inspectIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as Window).inspector.inspect())
