import { type Brim, startBrim } from 'brim/widget'

type Zone = { runOutsideAngular(run: () => Brim): Brim }

/** In the root component, with `inject(NgZone)`: what Brim does by itself redraws nothing. */
export function startOutside(zone: Zone, user: { id: string }, account: { id: string }): Brim {
  return zone.runOutsideAngular(() => startBrim({ key: 'pk_…', api: '/upgrade', user, account }))
}
