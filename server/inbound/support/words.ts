/**
 * Whole words in a text of any language: upper case, accents and what stands between words do not
 * count. In languages that write no spaces between words each character is one, so that what is looked
 * for is found wherever it stands.
 */

/** What letters carry that their readers leave out: accents, the vowel points of Hebrew and Arabic. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g

/** Letters that are others with a stroke or two in one, and are not taken apart as accents are. */
const alike: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
}
const unlike = new RegExp(`[${Object.keys(alike).join('')}]`, 'g')

/** No spaces are written between words, or what belongs to a word is written on to it. */
const unspaced =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Mymr}'
const character = '[\\p{L}\\p{N}\\p{M}]'
const words = new RegExp(`[${character}&&[${unspaced}]]|[${character}--[${unspaced}]]+`, 'gv')

/** The words of a text, as they are compared. */
export function wordsIn(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFC')
    // By way of upper case ß and ss are one, as are i with and without its dot.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(unlike, (letter) => alike[letter] ?? letter)
  return plain.match(words) ?? []
}

/** A text in which words are looked for many times: it is taken apart once. */
export type Spoken = string

export const spoken = (text: string): Spoken => ` ${wordsIn(text).join(' ')} `

/** Whether these words stand in it one after the other. */
export function says(text: Spoken, phrase: string): boolean {
  const wanted = wordsIn(phrase)
  return wanted.length > 0 && text.includes(` ${wanted.join(' ')} `)
}
