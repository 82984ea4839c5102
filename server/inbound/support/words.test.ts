import fc from 'fast-check'
import { expect, test } from 'vitest'
import { says, spoken, wordsIn } from './words.ts'

test.each<[string, string, boolean]>([
  ['How much does the Team plan cost?', 'how much', true],
  ['Pricing', 'price', false],
  ['repricing', 'pricing', false],
  ['PRICING!', 'pricing', true],
  ['see example.com/pricing', 'pricing', true],
  ['We want to sign-up', 'sign up', true],
  ['What’s the price?', "what's", true],
  ['snake_case words', 'case', true],
  ['Mégapremium', 'premium', false],
  ['le tarif Équipe', 'equipe', true],
  ['die PREISÜBERSICHT', 'preisübersicht', true],
  ['Straße', 'STRASSE', true],
  ['Das kostet 10€', '10', true],
  ['100 seats', '10', false],
  ['płatność', 'platnosc', true],
  ['Сколько это стоит? Счёт', 'счет', true],
  ['οδός ΟΔΟΣ', 'οδος', true],
  ['İSTANBUL', 'istanbul', true],
  ['料金プランについて教えてください', '料金', true],
  ['料金プラン', 'プラン', true],
  ['料 金', '料金', true],
  ['요금이 얼마예요?', '요금', true],
  ['ราคาเท่าไหร่', 'ราคา', true],
  ['ما هُوَ السِّعْر', 'السعر', true],
  ['कीमत क्या है', 'कीमत', true],
  ['कीमती', 'कीमत', false],
  ['e\u0301t\u0435', 'et', false],
  ['ﬁnance', 'finance', true],
  ['', 'x', false],
  ['anything', '…', false],
])('in “%s” “%s”: %s', (text, phrase, is) => {
  expect(says(spoken(text), phrase)).toBe(is)
})

/** Words whose letters take accents and have two cases, so that how they are written is all that differs. */
const word = fc.string({ unit: fc.constantFrom(...'abcdeinosuz0'), minLength: 1, maxLength: 4 })
const accents = ['', '\u0301', '\u0308', '\u0327']
const written = (plain: string) =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom(...accents)), {
      minLength: plain.length,
      maxLength: plain.length,
    })
    .map((marks) =>
      [...plain]
        .map((letter, i) => {
          const [isUpper, mark] = marks[i] ?? [false, '']
          return (isUpper ? letter.toUpperCase() : letter) + mark
        })
        .join('')
        .normalize(marks[0]?.[0] ? 'NFC' : 'NFD'),
    )
const between = fc.constantFrom(' ', ', ', '\n', ' – ', '!', '…', '/', '\u00a0', '»')

test('a phrase is said exactly where its words follow each other, however both are written', () => {
  const all = fc.array(word, { maxLength: 8 })
  const some = fc.array(word, { minLength: 1, maxLength: 3 })
  const cases = fc.tuple(all, some).chain(([text, phrase]) =>
    fc.record({
      text: fc.constant(text),
      phrase: fc.constant(phrase),
      textWritten: fc.tuple(...text.map((one) => fc.tuple(written(one), between))),
      phraseWritten: fc.tuple(...phrase.map((one) => fc.tuple(written(one), between))),
    }),
  )
  fc.assert(
    fc.property(cases, ({ text, phrase, textWritten, phraseWritten }) => {
      const follows = text.some((_, i) => phrase.every((one, at) => text[i + at] === one))
      const join = (pairs: [string, string][]) => pairs.map((pair) => pair.join('')).join('')
      expect(says(spoken(join(textWritten)), join(phraseWritten))).toBe(follows)
    }),
    { numRuns: 500 },
  )
})

test('whatever is written, its words are found in it, and once taken apart they stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const words = wordsIn(text)
      expect(wordsIn(words.join(' '))).toEqual(words)
      for (const one of words) expect(says(spoken(text), one)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
