/** The variables that copy can use. Traits and meters are open-ended; the rest is a closed list. */

/** Variables with a fixed name, and what each stands for. */
export const fixedVariables = {
  'plan.name': 'The name of the account’s plan',
  'offer.plan': 'The name of the plan that the offer leads to',
  'offer.price': 'The price of that plan, in the reader’s format',
  'offer.lasts': 'How long the offered trial lasts',
  'requests.count': 'How many others in the account ask for the offer',
  'requests.names': 'Who they are: three by name, and how many more',
  'offer.endsIn': 'How long the account can still take the offer',
  'offer.endsOn': 'The last day on which it can',
} as const
export type FixedVariable = keyof typeof fixedVariables

export const meterParts = ['used', 'limit', 'remaining', 'percent'] as const
export type MeterPart = (typeof meterParts)[number]

export type Variable =
  | { kind: 'fixed'; name: FixedVariable }
  | { kind: 'trait'; of: 'account' | 'user'; name: string }
  | { kind: 'meter'; meter: string; part: MeterPart }

/** Reads the name of a variable; `undefined` where there is no such variable. */
export function parseVariable(name: string): Variable | undefined {
  if (Object.hasOwn(fixedVariables, name)) return { kind: 'fixed', name: name as FixedVariable }
  const [, of, trait] = /^(account|user)\.([^.|{}]{1,64})$/.exec(name) ?? []
  if (of && trait) return { kind: 'trait', of: of as 'account' | 'user', name: trait }
  const [, meter, part] = /^meter\.(.{1,64})\.([a-z]+)$/.exec(name) ?? []
  const known = meterParts.find((one) => one === part)
  return meter && known ? { kind: 'meter', meter, part: known } : undefined
}
