/** The value of a place in the settings, as their pages say it. */
import type { Theme } from '../../../shared/theme/theme.ts'
import type { Settings } from '../../../shared/workspace/settings.ts'
import { presetWords } from './theme.ts'
import { durationInWords } from './time.ts'
import { valueInWords } from './value.ts'

const consentNames: Record<Settings['consent'], string> = {
  assumed: 'Assumed',
  required: 'Asked for first',
}

/** `destinationName`: what a destination is called, by its id. */
export function valueInSettings(
  path: string,
  value: unknown,
  destinationName: (id: string) => string,
): string {
  if (value === undefined) return 'Not there'
  if (Array.isArray(value)) {
    const told = value.map((one) => entryInSettings(path, one, destinationName))
    return told.join('\n') || 'Nothing'
  }
  if (typeof value === 'string') {
    const field = path.split('.').at(-1)
    if (field === 'consent') return consentNames[value as Settings['consent']]
    if (field === 'preset') return presetWords[value as Theme['preset']].name
    if (field === 'destination') return destinationName(value)
    if (field === 'every' || field === 'keepEvents') return durationInWords(value)
  }
  // None of its fields is the key of a definition.
  return valueInWords(path, value, (_kind, key) => key) || 'Empty'
}

/** One of a list, in a line. */
function entryInSettings(
  path: string,
  entry: unknown,
  destinationName: (id: string) => string,
): string {
  if (typeof entry !== 'object' || entry === null) {
    return valueInSettings(path, entry, destinationName)
  }
  return Object.entries(entry)
    .map(([name, one]) => {
      const words = valueInSettings(`${path}.0.${name}`, one, destinationName)
      return words.replaceAll('\n', ', ')
    })
    .join(' · ')
}
