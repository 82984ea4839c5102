// The code in docs/embedding.md is the code that the specs run, to the letter.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8')
/** A link to a file, and the first code after it. */
const recipe =
  /\[`[^`]+`\]\(\.\.\/(e2e\/frameworks\/[^)]+\.\w+)\)[^`]*(?:`[^`\n]+`[^`]*)*```\w+\n([\s\S]+?)```/g
const recipes = [...text.matchAll(recipe)].map(([, path = '', code = '']) => ({ path, code }))

test.each(recipes)('$path stands there as it is', ({ path, code }) => {
  expect(code).toBe(readFileSync(join(root, path), 'utf8'))
})

test('every file of an app is a recipe, or what the recipes stand in', () => {
  const stage = /\/(App|client|server|Billing)\.(jsx?|ts|vue|svelte)$/
  const files = ['react', 'vue', 'svelte', 'angular'].flatMap((name) =>
    readdirSync(join(import.meta.dirname, name)).map((file) => `e2e/frameworks/${name}/${file}`),
  )
  const told = recipes.map(({ path }) => path)
  expect(files.filter((file) => !told.includes(file) && !stage.test(file))).toEqual([])
})
