/** The recipes of docs/embedding.md, with a key and an address filled in. */
import { stub } from '../install/snippet.ts'

export const recipes = ['Script tag', 'Module', 'React', 'Vue'] as const
export type RecipeName = (typeof recipes)[number]

type Recipe = { words: string; code: string }

export function recipeOf(name: RecipeName, origin: string, key: string): Recipe {
  switch (name) {
    case 'Script tag':
      return {
        words: 'Into the head of every page, with the ids of whoever is signed in.',
        code: [
          stub,
          `<script async src="${origin}/b/brim.js" data-key="${key}"`,
          '        data-user="USER_ID" data-account="ACCOUNT_ID"></script>',
        ].join('\n'),
      }
    case 'Module':
      return {
        words: 'From a package that your copy of Brim makes: one for the whole app.',
        code: moduleOf(origin, key),
      }
    case 'React':
      return {
        words: 'Beside the module: a hook at the top of the app, and a paywall.',
        code: [moduleOf(origin, key), '', reactHook].join('\n'),
      }
    case 'Vue':
      return {
        words: 'Beside the module: a composable at the top of the app.',
        code: [moduleOf(origin, key), '', vueComposable].join('\n'),
      }
    default:
      return name satisfies never
  }
}

const moduleOf = (origin: string, key: string) =>
  [
    '// in your copy of Brim, as the “brim” of npm is another: npm run build && npm pack',
    '// in your app: npm install ../brim/brim-*.tgz',
    '',
    '// brim.ts',
    "import { startBrim } from 'brim/widget'",
    '',
    `export const brim = startBrim({ key: '${key}', api: '${origin}/b' })`,
    '',
    'export function greet(person: { id: string; account: string } | null) {',
    '  if (person) brim.identify({ user: { id: person.id }, account: { id: person.account } })',
    '  else brim.reset()',
    '}',
  ].join('\n')

const reactHook = [
  '// use-brim.ts',
  "import { useEffect } from 'react'",
  "import { brim, greet } from './brim'",
  '',
  'export function useBrim(person: { id: string; account: string } | null) {',
  '  useEffect(() => greet(person), [person?.id, person?.account])',
  '}',
  '',
  '// where the wall is',
  "const { shown } = await brim.paywall('export')",
  'if (!shown) showYourOwnPaywall()',
].join('\n')

const vueComposable = [
  '// use-brim.ts',
  "import { watch } from 'vue'",
  "import { brim, greet } from './brim'",
  '',
  'export function useBrim(person: () => { id: string; account: string } | null) {',
  '  watch(person, greet, { immediate: true })',
  '}',
  '',
  '// where the wall is',
  "const { shown } = await brim.paywall('export')",
  'if (!shown) showYourOwnPaywall()',
].join('\n')
