/** The page's listeners. What one of them throws is its own affair, and stops nobody else. */
export type Listener<Payload> = (payload: Payload) => void
export type Undo = () => void

export function createEmitter<Events extends object>(onThrow: (error: unknown) => void) {
  const listeners = new Map<keyof Events, Set<Listener<never>>>()
  return {
    on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): Undo {
      const those = listeners.get(name) ?? new Set()
      listeners.set(name, those.add(listener))
      return () => void those.delete(listener)
    },
    emit<Name extends keyof Events>(name: Name, payload: Events[Name]) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          ;(listener as Listener<Events[Name]>)(payload)
        } catch (error) {
          onThrow(error)
        }
      }
    },
  }
}
