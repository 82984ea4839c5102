/**
 * A text in a cell of CSV, where a spreadsheet would run what begins like a formula (OWASP, "CSV
 * Injection"). It cuts a file with commas at semicolons where the decimal sign is a comma, and then at
 * every end of a line too: so what stands behind one of those is a beginning as well.
 */
const sign = '[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20]'
const cut = '([;\\t\\r\\n])'
const beginning = new RegExp(`^(?='*${sign})`)
const guardedBeginning = new RegExp(`^'(?='*${sign})`)
const later = new RegExp(`${cut}(?='*${sign})`, 'g')
const guardedLater = new RegExp(`${cut}'(?='*${sign})`, 'g')

/** With an apostrophe before each formula that there could be. */
export const guardCell = (text: string): string =>
  text.replace(later, "$1'").replace(beginning, "'")

/** The text of a cell that was guarded. */
export const unguardCell = (text: string): string =>
  text.replace(guardedBeginning, '').replace(guardedLater, '$1')
