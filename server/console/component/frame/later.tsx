/** A part of a page that few open comes when it is opened, in a chunk of its own. */
import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Failure } from '../../api.ts'
import { Waiting } from '../mark/Waiting.tsx'

const away: Failure = { code: 'offline', message: 'Brim can’t be reached', issues: [] }

export function later<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> {
  let known: FunctionComponent<Props> | undefined
  return (props) => {
    const [Part, setPart] = useState(() => known)
    const [failure, setFailure] = useState<Failure>()
    const ask = async () => {
      setFailure(undefined)
      try {
        known = await load()
        setPart(() => known)
      } catch {
        setFailure(away)
      }
    }
    useEffect(() => {
      if (!known) void ask()
    }, [])
    return Part ? <Part {...props} /> : <Waiting failure={failure} onRetry={ask} lines={6} />
  }
}
