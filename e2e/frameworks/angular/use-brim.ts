import { DestroyRef, effect, inject, NgZone } from '@angular/core'
import type { BrimEvents } from 'brim/widget'
import { brim, greet, type Person } from '../brim'

/** In the root component's constructor: who is there, and what to do with what they take. */
export function useBrim(
  person: () => Person | null,
  onAction: (action: BrimEvents['action']) => void,
): void {
  const zone = inject(NgZone)
  effect(() => {
    const one = person()
    zone.runOutsideAngular(() => greet(one))
  })
  const undo = brim.on('action', (action) => zone.run(() => onAction(action)))
  inject(DestroyRef).onDestroy(undo)
}
