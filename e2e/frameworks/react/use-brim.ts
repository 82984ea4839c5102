import type { BrimEvents } from 'brim/widget'
import { useEffect, useRef } from 'react'
import { brim, greet, type Person } from '../brim'

/** At the top of the app: who is there, and what to do with what they take. */
export function useBrim(person: Person | null, onAction: (action: BrimEvents['action']) => void) {
  useEffect(() => greet(person), [person?.id, person?.account])
  const latest = useRef(onAction)
  useEffect(() => {
    latest.current = onAction
  })
  useEffect(() => brim.on('action', (action) => latest.current(action)), [])
}
