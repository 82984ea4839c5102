/** Languages to write a prompt in, as somebody looks for them: by name, or by code. */

/** What is offered before anybody has typed. */
const usual = 'en de fr es it pt-BR nl pl sv ja ko zh-Hans ar he'.split(' ')

/** Those that software is sold in; of any other, and of regions, the code itself is taken. */
const known = [
  ...usual,
  ...'af am az be bg bn bs ca cs cy da el en-GB es-419 et eu fa fi fil fr-CA ga gl gu hi hr hu hy id is ka kk km kn ky lo lt lv mk ml mn mr ms my nb ne nn or pa ps pt pt-PT ro ru si sk sl sq sr sw ta te th tr uk ur uz vi zh-Hant zu'.split(
    ' ',
  ),
]

/** As many as one looks through. */
const most = 14

const isLocale = (text: string) => /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(text)

export function languagesFor(
  wanted: string,
  has: readonly string[],
  nameOf: (locale: string) => string,
): string[] {
  const text = wanted.trim()
  if (text === '') return usual.filter((one) => !has.includes(one))
  const lower = text.toLowerCase()
  const begins = (name: string) =>
    name
      .toLowerCase()
      .split(/[\s(]+/)
      .some((one) => one.startsWith(lower))
  const exact =
    known.find((one) => one.toLowerCase() === lower) ?? (isLocale(text) ? text : undefined)
  const found = known.filter((one) => one.toLowerCase().startsWith(lower) || begins(nameOf(one)))
  return [...new Set([...(exact === undefined ? [] : [exact]), ...found])]
    .filter((one) => !has.includes(one))
    .slice(0, most)
}
