/**
 * What a schema finds wrong, in plain words, wherever it does not say so itself. As it was sent: a share
 * of a half is 0.5 here; who shows it as a percentage says it so.
 */
import { z } from 'zod'
import { capital } from '../words/capital.ts'
import { type Limit, limitInWords } from '../words/limit.ts'
import { counted } from '../words/number.ts'

type Raw = z.core.$ZodRawIssue
type Said = z.core.$ZodIssue

const needed = 'Needed'
const notValid = 'Not valid'

/** Whether it was said that something is missing. */
export const saysNeeded = (message: string) => message.startsWith(needed)

export function faultInWords(issue: Raw): string {
  if (issue.input === undefined) return neededInWords(choicesOf(issue))
  switch (issue.code) {
    case 'invalid_type':
      return kindInWords(kindsOf(issue.expected), issue.input)
    case 'invalid_value':
      return choiceInWords(choicesOf(issue))
    case 'too_big':
    case 'too_small': {
      const limit = limitOf(issue)
      return limit ? limitInWords(limit) : lengthInWords(issue)
    }
    case 'invalid_format':
      return formatInWords(issue)
    case 'not_multiple_of':
      return `A multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return unknownKeys(issue.keys)
    case 'invalid_union':
      return issue.discriminator === undefined
        ? noneFits(issue.errors, issue.input)
        : kindOfUnion(issue.discriminator, issue)
    case 'invalid_key':
      return `Its name: ${issue.issues[0]?.message ?? notValid}`
    case 'invalid_element':
      return issue.issues[0]?.message ?? notValid
    case 'custom':
      return notValid
    default:
      return issue satisfies never
  }
}

/** Of a number that is too large or too small, how large it may be; `undefined` for anything else. */
export function limitOf(issue: Raw | Said): Limit | undefined {
  if (issue.code !== 'too_big' && issue.code !== 'too_small') return undefined
  if (issue.origin !== 'number' && issue.origin !== 'int') return undefined
  return issue.code === 'too_big'
    ? { kind: issue.inclusive ? 'at_most' : 'less_than', value: Number(issue.maximum) }
    : { kind: issue.inclusive ? 'at_least' : 'more_than', value: Number(issue.minimum) }
}

export const unknownKeys = (keys: readonly string[]) =>
  `Unknown key${keys.length === 1 ? '' : 's'} ${keys.map((key) => `"${key}"`).join(', ')}`

const counts: Readonly<Record<string, [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
}

function lengthInWords(
  issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>,
) {
  const [one, many] = counts[issue.origin] ?? ['thing', 'things']
  const bound = Number(issue.code === 'too_big' ? issue.maximum : issue.minimum)
  const beginning = issue.exact ? 'Exactly' : issue.code === 'too_big' ? 'At most' : 'At least'
  return `${beginning} ${counted(bound, one, many)}`
}

const formats: Readonly<Record<string, string>> = {
  email: 'An e-mail address',
  url: 'An address such as https://example.com',
  datetime: 'A time with its zone, such as 2026-11-23T10:00:00Z',
  date: 'A day such as 2026-11-23',
  uuid: 'A UUID',
}

function formatInWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  const { format, prefix, suffix, includes } = issue as typeof issue & Record<string, unknown>
  if (format === 'starts_with') return `Begins with "${prefix}"`
  if (format === 'ends_with') return `Ends with "${suffix}"`
  if (format === 'includes') return `Has "${includes}" in it`
  return formats[format] ?? 'Not written as it has to be'
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  string: ['text'],
  number: ['a number'],
  int: ['a whole number'],
  boolean: ['true', 'false'],
  null: ['null'],
  array: ['a list'],
  tuple: ['a list'],
  object: ['an object'],
  record: ['an object'],
}
const kindsOf = (expected: string) => kinds[expected] ?? []

function kindInWords(wanted: readonly string[], input: unknown): string {
  if (wanted.length === 0) return notValid
  const given =
    typeof input === 'boolean' ? String(input) : kindsOf(z.core.util.parsedType(input))[0]
  // What is a number already is told only which one is meant.
  const isSaid =
    given === undefined || wanted.some((one) => one.endsWith(given.replace(/^an? /, '')))
  return capital(isSaid ? oneOf(wanted) : `${oneOf(wanted)}, not ${given}`)
}

function choicesOf(issue: Raw): string[] {
  return issue.code === 'invalid_value' ? issue.values.map(String) : []
}

const choiceInWords = (choices: readonly string[]) =>
  choices.length === 1 ? `Only ${choices[0]}` : `One of: ${choices.join(', ')}`

const neededInWords = (choices: readonly string[]) =>
  choices.length > 1 ? `${needed}, one of: ${choices.join(', ')}` : needed

/** What is told apart by one of its fields: that field has to be there, and one of them. */
function kindOfUnion(
  field: string,
  { input, options }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>,
) {
  const choices = (options as unknown[] | undefined)?.map(String) ?? []
  const isThere = (input as Record<string, unknown> | null)?.[field] !== undefined
  return isThere ? choiceInWords(choices) : neededInWords(choices)
}

/** Where the kind is right and its size is not, that is the fault; else all kinds that may stand there are told. */
function noneFits(branches: readonly (readonly Said[])[], input: unknown): string {
  const faults = branches.flatMap((branch) => branch.slice(0, 1))
  if (faults.some((one) => one.path.length > 0)) return notValid
  const near = faults.filter((one) => one.code !== 'invalid_type' && one.code !== 'invalid_value')
  if (near.length > 0) return near.length === 1 && near[0] ? near[0].message : notValid
  return kindInWords([...new Set(faults.flatMap(wantedBy))], input)
}

function wantedBy(fault: Said): readonly string[] {
  if (fault.code === 'invalid_type') return kindsOf(fault.expected)
  return fault.code === 'invalid_value' ? fault.values.map((one) => JSON.stringify(one)) : []
}

function oneOf(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`
}
