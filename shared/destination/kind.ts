/** Whom Brim can tell. No schema comes along: the console, whose pages run no zod, uses these too. */

export const destinationKinds = [
  'slack',
  'email',
  'webhook',
  'hubspot',
  'salesforce',
  'gainsight',
  'intercom',
  'appcues',
  'pendo',
] as const
export type DestinationKind = (typeof destinationKinds)[number]

/** Where the data of a vendor's customers are kept. */
export const regions = {
  intercom: ['us', 'eu', 'au'],
  appcues: ['us', 'eu'],
  pendo: ['us', 'us1', 'eu', 'jp', 'au'],
} as const satisfies Partial<Record<DestinationKind, readonly string[]>>

/** What can be told beside signals. */
export const toldEvents = ['trial_started', 'trial_extended', 'trial_ended', 'conversion'] as const
export type ToldEvent = (typeof toldEvents)[number]

/**
 * `stopped`: for days it has done nothing but fail, so Brim tries no more, and what it is to hear waits.
 * `gone`: it has said for good that it wants nothing more. Both until somebody turns it on again.
 */
export const destinationStates = ['on', 'paused', 'stopped', 'gone'] as const
export type DestinationState = (typeof destinationStates)[number]

export const mostDestinations = 20
