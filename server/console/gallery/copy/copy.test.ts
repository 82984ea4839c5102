import { expect, test } from 'vitest'
import { copy } from '../../../../shared/definition/nudge.ts'
import { labelsIn } from '../../../engine/decide/labels.ts'
import { contents, locales } from '../state.ts'
import { copyIn } from './index.ts'

for (const locale of locales) {
  test.each(contents)(`a marketer could save the copy of %s in ${locale}`, (content) => {
    const { error } = copy.safeParse(copyIn[locale].copies[content])
    expect(error?.issues ?? []).toEqual([])
  })

  test(`the words that nobody authors are the server’s in ${locale}`, () => {
    expect({ lang: locale, ...copyIn[locale].labels }).toEqual(labelsIn(locale))
  })
}
