/** Which variables an author can choose, and which of them may have no value. Pure. */
import { variablesOf } from '../../../../shared/copy/issues.ts'
import { parseCopy } from '../../../../shared/copy/parse.ts'
import { fixedVariables, meterParts, parseVariable } from '../../../../shared/copy/variables.ts'
import { plain } from '../../../../shared/words/reason.ts'

export type VariableChoice = { name: string; words: string }

const usual: Record<string, string> = {
  'account.name': 'The account’s name',
  'user.name': 'The user’s name',
  'user.role': 'The user’s role',
}

const partWords: Record<(typeof meterParts)[number], string> = {
  used: 'used',
  limit: 'its limit',
  remaining: 'what remains',
  percent: 'in percent',
}

/** `seen`: those that a real account has a value for, traits of its own among them. */
export function variableChoices(
  meters: readonly string[],
  seen: readonly string[],
  search: string,
): VariableChoice[] {
  const ofMeters = meters.flatMap((meter) =>
    meterParts.map((part): [string, string] => [
      `meter.${meter}.${part}`,
      `${plain(meter)}: ${partWords[part]}`,
    ]),
  )
  const all = new Map<string, string>([
    ...Object.entries(usual),
    ...Object.entries(fixedVariables),
    ...seen.map((name): [string, string] => [name, traitInWords(name)]),
    ...ofMeters,
    // In its own words again, where a real account has it too.
    ...Object.entries({ ...fixedVariables, ...usual }),
  ])
  const wanted = search.trim().toLowerCase()
  const found = [...all].flatMap(([name, words]) =>
    `${name} ${words}`.toLowerCase().includes(wanted) ? [{ name, words }] : [],
  )
  const isOther = found.length === 0 && parseVariable(search.trim()) !== undefined
  return isOther ? [{ name: search.trim(), words: 'A trait or meter of your own' }] : found
}

function traitInWords(name: string): string {
  const variable = parseVariable(name)
  if (variable?.kind === 'trait')
    return `The ${variable.of}’s ${variable.name.replaceAll('_', ' ')}`
  if (variable?.kind === 'meter') return `${plain(variable.meter)}: ${partWords[variable.part]}`
  return name
}

/** Of the plan and price that the offer itself names there is always one. */
const always: readonly string[] = ['offer.plan', 'offer.price', 'offer.lasts']

export function mayBeAbsent(name: string): boolean {
  return !always.includes(name)
}

/** Variables in a text that may be absent and have no words to stand in. */
export function withoutFallback(text: string): string[] {
  const found = variablesOf(parseCopy(text)).filter(
    ({ name, fallback }) => fallback === undefined && parseVariable(name) && mayBeAbsent(name),
  )
  return [...new Set(found.map(({ name }) => name))]
}
