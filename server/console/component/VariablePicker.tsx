/** Variables that copy can use, with the words that stand in where one has no value. */
import { useSignal } from '@preact/signals'
import { fixedVariables, meterParts, parseVariable } from '../../../shared/copy/variables.ts'
import { plain } from '../../../shared/words/reason.ts'
import { useWorkspace } from './context.tsx'
import { Menu } from './Menu.tsx'

type Props = { of: string; onChoose(name: string, fallback: string): void }

const usual = {
  'account.name': 'The account’s name',
  'user.name': 'The user’s name',
  'user.role': 'The user’s role',
} as const

const partWords: Record<(typeof meterParts)[number], string> = {
  used: 'used',
  limit: 'its limit',
  remaining: 'what remains',
  percent: 'in percent',
}

export const VariablePicker = ({ of, onChoose }: Props) => {
  const { nudges } = useWorkspace()
  const search = useSignal('')
  const fallback = useSignal('')
  const meters = new Set(
    nudges.plans.data.value?.flatMap((record) => Object.keys(record.draft.limits)),
  )
  const all = [
    ...Object.entries(fixedVariables),
    ...Object.entries(usual),
    ...[...meters].flatMap((meter) =>
      meterParts.map(
        (part) => [`meter.${meter}.${part}`, `${plain(meter)}: ${partWords[part]}`] as const,
      ),
    ),
  ]
  const wanted = search.value.trim().toLowerCase()
  const found = all.filter(([name, words]) => `${name} ${words}`.toLowerCase().includes(wanted))
  const isOther = found.length === 0 && parseVariable(search.value.trim()) !== undefined
  return (
    <Menu label={`Variable in ${of}`} icon="variable" size="small" place="start broad">
      {(close) => {
        const choose = (name: string) => {
          close()
          onChoose(name, fallback.value.trim())
        }
        return (
          <div class="picker">
            <div class="picker-fields">
              <input
                class="input"
                type="search"
                aria-label="Find a variable"
                placeholder="Find a variable"
                value={search.value}
                onInput={(event) => {
                  search.value = event.currentTarget.value
                }}
              />
              <input
                class="input"
                aria-label="Words where it has no value"
                placeholder="Said instead if it has no value"
                value={fallback.value}
                onInput={(event) => {
                  fallback.value = event.currentTarget.value
                }}
              />
            </div>
            {(isOther
              ? [[search.value.trim(), 'A trait or meter of your own'] as const]
              : found
            ).map(([name, words]) => (
              <button type="button" class="menu-item" key={name} onClick={() => choose(name)}>
                <span>{words}</span>
                <code class="push small muted">{name}</code>
              </button>
            ))}
            {found.length === 0 && !isOther && (
              <p class="hint">Traits are written as account.industry or user.department.</p>
            )}
          </div>
        )
      }}
    </Menu>
  )
}
