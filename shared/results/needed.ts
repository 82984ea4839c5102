/**
 * How many units an arm needs before a difference that is worth having would show. Whoever looks
 * before that, and stops when it looks good, finds differences that are none.
 */
import { normalQuantile } from './normal.ts'

/** A lift that is worth having, and how surely it is to be found. */
export const worthwhileLift = 0.2
const usualPower = 0.8

/**
 * For shares p and p (1 + lift): J. L. Fleiss, "Statistical Methods for Rates and Proportions", 2nd
 * ed., 1981, equation 3.14. Null where p tells nothing: none, or too many to have more.
 */
export function neededUnits(
  p: number,
  z: number,
  lift = worthwhileLift,
  power = usualPower,
): number | null {
  const q = p * (1 + lift)
  if (p <= 0 || q >= 1) return null
  const mean = (p + q) / 2
  const root =
    z * Math.sqrt(2 * mean * (1 - mean)) +
    normalQuantile(power) * Math.sqrt(p * (1 - p) + q * (1 - q))
  return Math.ceil((root / (q - p)) ** 2)
}
