/** How much of each meter the plan contains. */
import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { controlProps } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'

export const LimitFields = ({ entry }: { entry: Entry<'plan'> }) => {
  const { catalogue } = useWorkspace()
  const plan = entry.draft.value
  const { limits } = plan
  const typed = useSignal('')
  const free = catalogue.meterNames.value.filter((name) => !Object.hasOwn(limits, name))
  const set = (next: typeof limits, path = 'limits') => entry.edit({ ...plan, limits: next }, path)
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const name = typed.value.trim()
    if (name === '' || Object.hasOwn(limits, name)) return
    set({ ...limits, [name]: 0 })
    typed.value = ''
  }
  return (
    <Section
      title="Limits"
      words="How much of each meter the plan contains. What is not here is not part of the plan."
    >
      {Object.keys(limits).length > 0 && (
        <ul class="limit-list">
          {Object.entries(limits).map(([name, limit]) => (
            <li key={name} class="limit-row">
              <span class="row-title truncate">{name}</span>
              <input
                {...controlProps(`limits.${name}`, issuesAt(entry.issues.value, `limits.${name}`))}
                class="input number"
                type="number"
                min="0"
                step="any"
                aria-label={`Limit of ${name}`}
                disabled={limit === null}
                value={limit === null || Number.isNaN(limit) ? '' : limit}
                onInput={(event) =>
                  set({ ...limits, [name]: event.currentTarget.valueAsNumber }, `limits.${name}`)
                }
              />
              <label class="check">
                <input
                  type="checkbox"
                  checked={limit === null}
                  onChange={(event) =>
                    set(
                      { ...limits, [name]: event.currentTarget.checked ? null : 0 },
                      `limits.${name}`,
                    )
                  }
                />
                Unlimited<span class="visually-hidden"> {name}</span>
              </label>
              <Button
                icon="trash"
                label={`Remove the limit of ${name}`}
                tone="quiet"
                onClick={() => {
                  const { [name]: _gone, ...rest } = limits
                  set(rest)
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <FaultsWithin path="limits" issues={entry.issues.value} />
      <form class="line" onSubmit={add}>
        <input
          class="input limit-name"
          list="meter-names"
          aria-label="Meter"
          placeholder="seats"
          maxLength={64}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
          }}
        />
        <datalist id="meter-names">
          {free.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Button type="submit" icon="plus">
          Add a limit
        </Button>
      </form>
    </Section>
  )
}
