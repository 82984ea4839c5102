/** Live triggers of a workspace, few of which listen to what comes. */
import { type Trigger, trigger } from '../../../shared/definition/trigger.ts'

/** What the listeners listen to; the others wait for events that never come. */
export const heard = 'report_opened'

/** Different windows, so that no two triggers share all that they count. */
const condition = (event: string, place: number): unknown => ({
  all: [
    { measure: { count: { event, within: `${7 + place}d` } }, gte: 1_000_000 + place },
    { measure: { distinct: { of: 'user', event, within: `${7 + place}d` } }, gte: 2 },
  ],
})

export const triggersOf = (count: number, listening: number): Trigger[] =>
  Array.from({ length: count }, (_, place) =>
    trigger.parse({
      key: `trigger-${place}`,
      name: `Trigger ${place}`,
      family: 'premium_engagement',
      subject: 'account',
      when: condition(place < listening ? heard : `unheard_${place}`, place % 30),
    }),
  )
