import { useId } from 'preact/hooks'
import type { Format } from '../../../../shared/nudge.ts'
import { controlProps, Faults, Field } from '../../component/Field.tsx'
import { FormatGlyph } from '../../component/FormatGlyph.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { formatWords, type PlacementKind, placementWords } from '../../words/nudge.ts'
import { Section, type SectionProps } from './Section.tsx'

/** Those that the widget draws today. */
const formats: readonly Format[] = ['modal', 'banner', 'inline']
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

export const PlaceSection = ({ editor, issues }: SectionProps) => (
  <Section title="Where" words="The shape it has, and the place in your product where it waits.">
    <FormatChoice editor={editor} issues={issues} />
    <PlacementFields editor={editor} issues={issues} />
  </Section>
)

const FormatChoice = ({ editor, issues }: SectionProps) => {
  const name = useId()
  const current = editor.draft.value.format
  return (
    <fieldset class="stack tight">
      <legend class="field-label">Format</legend>
      <div class="format-choice">
        {formats.map((format) => (
          <label key={format}>
            <input
              type="radio"
              name={name}
              checked={format === current}
              onChange={() => editor.set('format', format)}
            />
            <span>
              <FormatGlyph format={format} />
              {formatWords[format]}
            </span>
          </label>
        ))}
      </div>
      <Faults path="format" issues={issuesAt(issues, 'format')} />
    </fieldset>
  )
}

const PlacementFields = ({ editor, issues }: SectionProps) => {
  const { placement } = editor.draft.value
  const colon = placement.indexOf(':')
  const kind = (colon < 0 ? placement : placement.slice(0, colon)) as PlacementKind
  const name = colon < 0 ? '' : placement.slice(colon + 1)
  const found = issuesAt(issues, 'placement')
  const set = (nextKind: string, nextName: string) =>
    editor.set('placement', nextKind === 'page' ? 'page' : `${nextKind}:${nextName}`)
  return (
    <div class="fields">
      <Field path="placement.kind" label="Placement" issues={kind === 'page' ? found : []}>
        <select
          {...controlProps('placement.kind')}
          class="select"
          value={kind}
          onChange={(event) => set(event.currentTarget.value, name)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {placementWords[one]}
            </option>
          ))}
        </select>
      </Field>
      {kind !== 'page' && (
        <Field path="placement" label={nameLabels[kind]} issues={found} hint={nameHints[kind]}>
          <input
            {...controlProps('placement', found)}
            class="input mono"
            maxLength={100}
            spellcheck={false}
            value={name}
            onInput={(event) => set(kind, event.currentTarget.value)}
          />
        </Field>
      )}
    </div>
  )
}
