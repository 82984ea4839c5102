/** What a language is called: "German", "Brazilian Portuguese". */
const languages = new Intl.DisplayNames('en', { type: 'language' })

export function localeInWords(locale: string): string {
  try {
    return languages.of(locale) ?? locale
  } catch {
    return locale
  }
}
