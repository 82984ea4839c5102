/** Everything that requests are counted by, before any of their work is done. */

import { type AddressOf, createAddressOf } from './addresses.ts'
import type { Admission } from './admission.ts'
import { type Buckets, createBuckets } from './buckets.ts'
import { createShares, type Shares } from './shares.ts'

/** Requests a second; 0: no limit. */
export type Rates = {
  /** With one secret key. */
  secretKey: number
  /** With one publishable key, of all pages that carry it. */
  publishableKey: number
  /** From one address: of pages and of people, not of backends with a key. */
  address: number
  /** From one address with no key, or one that doesn't exist. */
  unknownKey: number
}

export const unlimited: Rates = { secretKey: 0, publishableKey: 0, address: 0, unknownKey: 0 }

export type Guard = {
  rates: Record<keyof Rates, Buckets>
  /** Bytes of bodies on their way, by address. */
  bodies: Shares
  admission: Admission
  addressOf: AddressOf
  /** How often operators are told of the same thing. */
  hints: Buckets
}

export type GuardOptions = {
  rates: Rates
  trustedProxies: readonly string[]
  admission: Admission
}

/** How many seconds' worth may come at once: pages open together when an office begins its day. */
const burstS = 3
const hintEveryS = 600
/** 256 of the largest at once; what is parsed of them is a few times as large. */
const bodyBytes = 128_000_000

export function createGuard(options: GuardOptions, now: () => number): Guard {
  const { rates, trustedProxies, admission } = options
  const of = (perSecond: number) => createBuckets({ perSecond, burstS }, now)
  return {
    rates: {
      secretKey: of(rates.secretKey),
      publishableKey: of(rates.publishableKey),
      address: of(rates.address),
      unknownKey: of(rates.unknownKey),
    },
    bodies: createShares(bodyBytes),
    admission,
    addressOf: createAddressOf(trustedProxies),
    hints: createBuckets({ perSecond: 1 / hintEveryS, burstS: 0 }, now),
  }
}
