import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { type Choice, choiceOf, queryOf } from '../../model/results/results-choice.ts'

/** The choice that stands in the address, and how another takes its place there. */
export function useChoice(): { choice: Choice; choose(next: Partial<Choice>): void } {
  const { router } = useConsole()
  const { results } = useWorkspace()
  const { path, query } = router.place.value
  const choice = choiceOf(query, results.today())
  return {
    choice,
    choose: (next) => router.go(path + queryOf({ ...choice, ...next }), { replace: true }),
  }
}
