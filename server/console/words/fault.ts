/** What a schema says of a value, as somebody would who looks at its field. */

const told: readonly [RegExp, string][] = [
  [/^Too small: expected string to have >=1 characters$/, 'Fill this in'],
  [/^Too big: expected string to have <=(\d+) characters$/, 'At most $1 characters'],
  [/^Too small: expected array to have >=1 items$/, 'At least one is needed'],
  [/^Too big: expected array to have <=(\d+) items$/, 'At most $1'],
  [/^Too small: expected (?:number|int) to be >=(\S+)$/, 'At least $1'],
  [/^Too small: expected (?:number|int) to be >(\S+)$/, 'More than $1'],
  [/^Too big: expected (?:number|int) to be <=(\S+)$/, 'At most $1'],
  [/^Invalid input: expected int, received number$/, 'A whole number is needed'],
  [/^Invalid input: expected number, received .*$/, 'A number is needed'],
  [/^Invalid key in record$/, 'This name can’t be used: letters, digits, spaces and . _ / - only'],
  [/^Expected a duration such as .*$/, 'How long? A whole number from 1'],
  [/^At (least|most) (\d+)d$/, 'At $1 $2 days'],
  [/^Expected account\.<trait>.*$/, 'Which trait?'],
]

/** What is in plain words already stays as it is. */
export function faultInWords(message: string): string {
  for (const [pattern, words] of told) {
    if (pattern.test(message)) return message.replace(pattern, words)
  }
  return message
}
