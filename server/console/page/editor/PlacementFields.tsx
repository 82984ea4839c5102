/** Where it waits: chosen from what pages and backends have told of, or written freely. */
import { useEffect, useId } from 'preact/hooks'
import { Menu } from '../../component/button/Menu.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { heardOf, joinPlacement, splitPlacement } from '../../model/editor/placement.ts'
import { type PlacementKind, placementWords } from '../../words/nudge.ts'
import { relativeTime } from '../../words/time.ts'
import type { SectionProps } from './Section.tsx'

const kinds = Object.keys(placementWords) as PlacementKind[]
const nameLabels: Record<PlacementKind, string> = {
  paywall: 'Feature',
  meter: 'Meter',
  slot: 'Slot',
  event: 'Event',
  page: '',
}
const nameHints: Record<PlacementKind, string> = {
  paywall: 'As in brim.paywall(‘export’).',
  meter: 'What is counted against a limit, such as seats.',
  slot: 'The name of the slot in your page.',
  event: 'The event after which it comes.',
  page: '',
}
const timesWords: Record<PlacementKind, string> = {
  paywall: 'hit',
  meter: 'reading',
  slot: 'prompt',
  event: 'time',
  page: '',
}

export const PlacementFields = ({ editor, issues }: SectionProps) => {
  const { heard } = useWorkspace()
  const listId = useId()
  useEffect(() => void heard.load(60_000), [heard])
  const { kind, name } = splitPlacement(editor.draft.value.placement)
  const found = issuesAt(issues, 'placement')
  const set = (nextKind: PlacementKind, nextName: string) =>
    editor.set('placement', joinPlacement(nextKind, nextName))
  const known = heardOf(heard.data.value ?? [], kind)
  const seen = known.find((one) => one.name === name)
  const hint = () => {
    if (seen) return toldInWords(kind, seen)
    if (name === '' || heard.data.value === undefined) return nameHints[kind]
    return `Never told of in the last 30 days: it waits until “${name}” comes. ${nameHints[kind]}`
  }
  return (
    <div class="fields">
      <Field
        path={kind === 'page' ? 'placement' : 'placement.kind'}
        label="Placement"
        issues={kind === 'page' ? found : []}
      >
        <select
          {...(kind === 'page' ? controlProps('placement', found) : controlProps('placement.kind'))}
          class="select"
          value={kind}
          onChange={(event) => set(event.currentTarget.value as PlacementKind, name)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {placementWords[one]}
            </option>
          ))}
        </select>
      </Field>
      {kind !== 'page' && (
        <Field path="placement" label={nameLabels[kind]} issues={found} hint={hint()}>
          <div class="with-menu">
            <input
              {...controlProps('placement', found)}
              class="input mono"
              list={listId}
              maxLength={100}
              autocomplete="off"
              spellcheck={false}
              value={name}
              onInput={(event) => set(kind, event.currentTarget.value)}
            />
            <datalist id={listId}>
              {known.map((one) => (
                <option key={one.name} value={one.name} />
              ))}
            </datalist>
            <Menu label="What was told of" icon="down" place="broad">
              {(close) => (
                <div class="picker">
                  <p class="menu-title">Told of in the last 30 days</p>
                  {known.map((one) => (
                    <button
                      type="button"
                      class="menu-item"
                      key={one.name}
                      onClick={() => {
                        close()
                        set(kind, one.name)
                      }}
                    >
                      <span class="truncate">{one.name}</span>
                      <span class="push small muted">{toldInWords(kind, one)}</span>
                    </button>
                  ))}
                  {known.length === 0 && (
                    <p class="hint">Nothing yet. Write a name, and it waits for it.</p>
                  )}
                </div>
              )}
            </Menu>
          </div>
        </Field>
      )}
    </div>
  )
}

const counts = new Intl.NumberFormat('en')

function toldInWords(kind: PlacementKind, { times, lastAt }: { times: number; lastAt: number }) {
  const what = timesWords[kind]
  return `${counts.format(times)} ${times === 1 ? what : `${what}s`}, last ${relativeTime(lastAt, Date.now())}`
}
