/** Below several controls in one line: each fault under the id by which its own control is described. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { isAt, issuesAt } from '../../model/editor/issues.ts'
import { Faults } from './Field.tsx'

type Props = {
  path: string
  issues: readonly Issue[]
  /** Controls whose faults may lie deeper than they do: those of a list in one field. */
  controls?: readonly string[]
}

export const FaultsWithin = ({ path, issues, controls = [] }: Props) => {
  const placed = issuesAt(issues, path).map((issue) => ({
    issue,
    at: controls.find((control) => isAt(issue.path, control)) ?? issue.path,
  }))
  return (
    <>
      {[...new Set(placed.map(({ at }) => at))].map((at) => (
        <Faults
          key={at}
          path={at}
          issues={placed.filter((one) => one.at === at).map(({ issue }) => issue)}
        />
      ))}
    </>
  )
}
