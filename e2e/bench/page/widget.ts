import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../../dist/widget')

export type Widget = { core: string; view: { name: string; text: string } }

/** The widget as it was built. */
export const readWidget = (): Widget => {
  const files = existsSync(folder) ? readdirSync(folder) : []
  const name = files.find((file) => /^view-.+\.js$/.test(file))
  if (!name || !files.includes('brim.js')) {
    throw new Error('dist/widget is missing: run `npm run build`')
  }
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  return { core: read('brim.js'), view: { name, text: read(name) } }
}
