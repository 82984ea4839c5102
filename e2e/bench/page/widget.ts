import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type File, script } from './site.ts'

const folder = resolve(import.meta.dirname, '../../../dist/widget')

export type Widget = { core: string; view: string }

const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const names = () => (existsSync(folder) ? readdirSync(folder) : [])

/** The widget as it was built. */
export const readWidget = (): Widget => {
  const view = names().find((file) => /^view-.+\.js$/.test(file))
  if (!view || !names().includes('brim.js')) {
    throw new Error('dist/widget is missing: run `npm run build`')
  }
  return { core: read('brim.js'), view: read(view) }
}

/** All of it, where a site that serves it has it. */
export const widgetFiles = (): Record<string, File> =>
  Object.fromEntries(names().map((name) => [`/b/${name}`, script(read(name))]))
