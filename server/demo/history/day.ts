/** One day of one account: who comes, who is invited, who asks for help. */
import { dayMs } from '../../../shared/value/duration.ts'
import { convert, isReady, leave, payForSeats } from './conversion.ts'
import { addEvent, addPerson, addReading, type Life, limitOf, timeOn } from './life.ts'
import { createPerson } from './people.ts'
import { hitPaywall, visit } from './visit.ts'

/** Sunday first. */
const weekdays = [0.06, 1, 1.08, 1.05, 1, 0.82, 0.1]

/** How visits are spread over the hours of a working day. */
const hours = {
  7: 2,
  8: 7,
  9: 13,
  10: 14,
  11: 11,
  12: 5,
  13: 9,
  14: 12,
  15: 12,
  16: 9,
  17: 4,
  20: 1,
}

/** The volume of the whole history hangs on this: at 0.53 it is some sixty thousand events. */
const busyness = 0.53

export function rhythm(life: Life, day: number): number {
  return weekdays[new Date(life.origin + day * dayMs).getUTCDay()] ?? 1
}

const someTime = (life: Life, day: number) =>
  timeOn(life, day, Number(life.random.weighted<string>(hours)) + life.random.next())

export function liveThrough(life: Life, day: number): void {
  const { random, archetype, company } = life
  const pace = rhythm(life, day)
  const come = archetype.activity(day - company.startsOn) * pace * (life.left ? 0.12 : 1)
  for (const person of [...life.people]) {
    const eager = person.role === 'member' ? 0.85 : 1.1
    if (random.chance(come * eager * busyness)) visit(life, person, day, someTime(life, day))
  }
  if (life.left) return
  // Before the invitations: who joins today asks tomorrow at the earliest.
  if (random.chance(archetype.asks * pace * worry(life))) inquire(life, day)
  invite(life, day, pace)
  if (pace < 0.5) return
  if (isReady(life, day)) convert(life, someTime(life, day))
  else if (random.chance(life.plan === 'free' ? 0 : 0.0016)) leave(life, someTime(life, day))
}

/** Limits make people ask. */
const worry = (life: Life) => (life.fullSince === null || life.plan !== 'free' ? 1 : 2.5)

function invite(life: Life, day: number, pace: number): void {
  const { random, archetype, company } = life
  const isPaying = life.plan !== 'free'
  const missing = life.target - life.people.length
  const wanted = isPaying && missing > 0 ? archetype.joins + missing * 0.035 : archetype.joins
  const limit = limitOf(life, 'seats')
  const hosts = life.people.filter((person) => person.role !== 'member')
  for (let left = random.poisson(wanted * pace); left > 0; left--) {
    const at = someTime(life, day)
    const host = random.pick(hosts)
    if (limit !== null && life.people.length >= limit) {
      if (!isPaying) hitPaywall({ life, person: host, day, at }, 'seats')
      continue
    }
    if (isPaying && missing <= 0) continue
    const person = createPerson(company, life.people.length, random)
    const asking = (placement: string) => ({ placement, page: '/demo/', locale: host.locale })
    addEvent(life, at - 20_000, host, {
      name: 'page_viewed',
      properties: { path: '/demo/#/members' },
      ask: asking('slot:members'),
    })
    addEvent(life, at, host, {
      name: 'member_invited',
      properties: { department: person.department },
      ask: asking('event:member_invited'),
    })
    addPerson(life, at + 60_000, person)
    addReading(life, at + 60_000, 'seats')
    if (life.people.length === limit) life.fullSince ??= day
    payForSeats(life, at + 120_000)
  }
}

const topics = { 'how-to': 40, bugs: 18, billing: 12, permissions: 8, security: 5 }

function inquire(life: Life, day: number): void {
  const { random } = life
  const isFull = life.fullSince !== null && life.plan === 'free'
  const topic = random.weighted<string>({ ...topics, limits: isFull ? 70 : 8 })
  const person = random.pick(life.people)
  if (topic === 'limits' || topic === 'billing') life.asked.push(day)
  addEvent(life, someTime(life, day), person, {
    name: 'support_inquiry',
    properties: { topic },
    ask: { placement: 'event:support_inquiry', page: '/demo/', locale: person.locale },
  })
}
