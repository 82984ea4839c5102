// axe-core, brought into a page once, and only as far as its answer is looked at.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axeCore from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** `runOnly`: names of rules, or of groups of rules; absent: axe's usual ones. */
export type Look = { runOnly?: axeCore.RunOptions['runOnly'] }

/** The rules that another colour scheme may break where the page was found well in one. */
export const ofColours: Look = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** What axe-core has against the page. */
export async function violationsIn(page: Page, look: Look = {}): Promise<axeCore.Result[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: typeof axeCore }
    // Of what is well only the names; and no style sheet is fetched a second time, which only rules need that are off.
    const options = { resultTypes: ['violations' as const], preload: false, ...given }
    return (await axe.run(options)).violations
  }, look)
}

/** One line a fault. */
export const linesOf = (violations: readonly axeCore.Result[]): string[] =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
