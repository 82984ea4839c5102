import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { recipeOf } from '../start/recipes.ts'
import { debugLink, snippetOf } from './snippet.ts'

const origin = 'https://brim.example.com'

test('what is pasted can be called at once, as in the README', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../../../../README.md'), 'utf8')
  const [stub = ''] = /<script>\s+window\.brim \|\|=[\s\S]+?<\/script>\n/.exec(readme) ?? []
  expect(stub).not.toBe('')
  expect(snippetOf(origin, 'pk_1')).toContain(stub)
  expect(recipeOf('Script tag', origin, 'pk_1').code).toContain(stub)
})

test.each([
  ['https://app.example/boards?tab=1', 'https://app.example/boards?tab=1#brim-debug=v1.x'],
  ['https://app.example/#/boards', 'https://app.example/#/boards?brim-debug=v1.x'],
  ['https://app.example/#/boards?tab=1', 'https://app.example/#/boards?tab=1&brim-debug=v1.x'],
])('the link that debugs %s', (page, link) => {
  expect(debugLink(page, 'v1.x')).toBe(link)
})
