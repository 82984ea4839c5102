/** Pages that were refused because their origin is not in the key's list, and one click to allow each. */
import { useEffect } from 'preact/hooks'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { Key } from '../../contract.ts'
import { originHint } from '../../words/origin.ts'

export const SuggestedOrigins = ({ record }: { record: Key }) => {
  const { start, install } = useWorkspace()
  useEffect(() => {
    void start.state.load(3000)
  }, [start])
  const refused = start.refused.value.filter(
    (one) => one.key === record.id && !record.origins.includes(one.origin),
  )
  if (refused.length === 0) return null
  return (
    <ul class="suggested" aria-label="Refused origins">
      {refused.slice(0, 5).map(({ origin, refused: times, lastAt }) => {
        const hint = originHint(origin)
        return (
          <li key={origin} class="notice">
            <Icon name="alert" />
            <span class="suggested-words">
              <strong>{origin}</strong> was refused {times === 1 ? 'once' : counted(times, 'time')},
              last <Time at={lastAt} />: it is not in this key’s list. {hint}
            </span>
            <Button
              size="small"
              onClick={async () => {
                await install.setOrigins(record, {
                  origins: [...record.origins, origin],
                  seen: record.origins,
                })
                await start.state.load()
              }}
            >
              Allow it<span class="visually-hidden"> {origin}</span>
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
