/** A way out that nobody can see is none. */
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Check } from './check.ts'
import { copiesOf, readText } from './texts.ts'

/** Signs that draw nothing although they are no spaces. */
const blank = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu

export const dismiss: Check = (nudge) =>
  copiesOf(nudge).flatMap(({ path, copy }): Finding[] => {
    const hidden = (sentence: string, remedy: string): Finding[] => [
      { code: 'dismiss_hidden', level: 'error', path: `${path}.dismiss`, sentence, remedy },
    ]
    const label = seen(copy.dismiss)
    if (label === '') {
      return hidden(
        'The button that closes it has no words that can be seen.',
        'Say what it does, such as “Not now”.',
      )
    }
    const twin = copy.actions.find((one) => seen(readText(one.label, () => '')) === label)
    if (!twin) return []
    return hidden(
      `The button that closes it says the same as “${twin.label}”: nobody can tell which is which.`,
      'Give it words of its own, such as “Not now”.',
    )
  })

const seen = (text: string) => text.normalize('NFKC').replace(blank, '').toLowerCase()
