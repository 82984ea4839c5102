/** When an account starts to pay, pays for more, or stops. Behaviour decides, with some days' lag. */
import { addAccountTraits, addReading, type Life } from './life.ts'

/** What happened on these two days and between them weighs on today: nobody buys within the hour. */
const lag = { from: 9, to: 2 }

/** Without any reason: a decision that was taken elsewhere. */
const base = 0.0012

/** The chance that this account converts on this day. */
export function hazard(life: Life, day: number): number {
  if (!Object.keys(life.archetype.converts).some((plan) => plan !== life.plan)) return 0
  if (life.plan === 'business' || life.left) return 0
  return Math.min(0.16, life.archetype.appetite * (base + reasons(life, day)))
}

function reasons(life: Life, day: number): number {
  const isLagged = (one: number) => one >= day - lag.from && one <= day - lag.to
  const hits = life.hits.filter((hit) => isLagged(hit.day))
  const people = new Set(hits.map((hit) => hit.user)).size
  const departments = new Set(life.people.map((person) => person.department)).size
  const isFull = life.fullSince !== null && life.fullSince <= day - lag.to
  const hasAsked = life.asked.some((one) => one >= day - 14 && one <= day - lag.to)
  if (life.plan !== 'free') return life.people.length >= life.seats ? 0.004 : 0
  return (
    (hits.length >= 3 ? 0.03 : 0) +
    (hits.length >= 2 && people >= 2 ? 0.04 : 0) +
    (isFull ? 0.008 : 0) +
    (isFull && departments >= 2 ? 0.012 : 0) +
    (hasAsked ? 0.03 : 0)
  )
}

export function isReady(life: Life, day: number): boolean {
  return life.random.chance(hazard(life, day))
}

const seatsFor = (people: number) => Math.max(3, Math.ceil((people + 1) / 2) * 2)

export function convert(life: Life, at: number): void {
  const { [life.plan]: _, ...others } = life.archetype.converts
  life.plan = life.random.weighted(others)
  life.seats = seatsFor(life.people.length)
  life.fullSince = null
  addAccountTraits(life, at)
  readAll(life, at + 1000)
}

/** Back to free: fewer people come, and nothing asks them for more. */
export function leave(life: Life, at: number): void {
  life.plan = 'free'
  life.seats = 5
  life.left = true
  addAccountTraits(life, at)
}

/** Paid seats follow the people. */
export function payForSeats(life: Life, at: number): void {
  if (life.plan === 'free' || life.people.length <= life.seats) return
  life.seats = seatsFor(life.people.length)
  addAccountTraits(life, at)
}

export function readAll(life: Life, at: number): void {
  addReading(life, at, 'boards')
  addReading(life, at, 'seats')
  addReading(life, at, 'storage')
}
