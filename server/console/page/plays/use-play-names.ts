import { useWorkspace } from '../../component/frame/context.tsx'
import type { PlayNames } from '../../words/play.ts'

/** What the things that plays speak of are called; their keys until that is known. */
export function usePlayNames(): PlayNames {
  const { nudges, plays, destinations } = useWorkspace()
  const nameIn =
    (list: readonly { key: string; draft: { name: string } }[] | undefined) => (key: string) =>
      list?.find((one) => one.key === key)?.draft.name ?? key
  return {
    trigger: nameIn(nudges.triggers.data.value),
    nudge: nameIn(nudges.nudges.data.value),
    play: nameIn(plays.list.data.value),
    destination: (key) =>
      destinations.all.value?.find((one) => one.key === key)?.name ?? `“${key}” (not set up here)`,
  }
}
