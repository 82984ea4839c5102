/** The page's listeners. What one of them throws is its own affair, and stops nobody else. */
export type Listener<Payload> = (payload: Payload) => void
export type Undo = () => void

export function createEmitter<Events extends object>(onThrow: (error: unknown) => void) {
  const listeners = new Set<[name: keyof Events, listener: Listener<never>]>()
  return {
    on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): Undo {
      const one: [keyof Events, Listener<never>] = [name, listener]
      listeners.add(one)
      return () => void listeners.delete(one)
    },
    emit<Name extends keyof Events>(name: Name, payload: Events[Name]) {
      for (const [heard, listener] of listeners) {
        try {
          if (heard === name) (listener as Listener<Events[Name]>)(payload)
        } catch (error) {
          // Who complains about complaints is not told of more of them.
          if (name !== 'error') onThrow(error)
        }
      }
    },
  }
}
