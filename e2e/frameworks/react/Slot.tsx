import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Comes once React has hydrated the page, so that React never finds it filled already. */
export function Slot({ name }: { name: string }) {
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return isHydrated && <brim-slot name={name} />
}
