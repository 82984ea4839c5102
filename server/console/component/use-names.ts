import type { NameOf } from '../words/value.ts'
import { useWorkspace } from './context.tsx'

/** The names of what definitions refer to; their keys until they are known. */
export function useNames(): NameOf {
  const { nudges } = useWorkspace()
  return (kind, key) => {
    const list = { offer: nudges.offers, trigger: nudges.triggers, plan: nudges.plans }[kind]
    return list.data.value?.find((one) => one.key === key)?.draft.name ?? key
  }
}
