import type { BrimEvents } from 'brim/widget'
import { onScopeDispose, watch } from 'vue'
import { brim, greet, type Person } from '../brim'

/** At the top of the app: who is there, and what to do with what they take. */
export function useBrim(
  person: () => Person | null,
  onAction: (action: BrimEvents['action']) => void,
): void {
  watch(person, greet, { immediate: true })
  onScopeDispose(brim.on('action', onAction))
}
