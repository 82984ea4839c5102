import type { BannerPosition, Format } from '../../../../shared/nudge.ts'
import { Choice } from '../../component/Choice.tsx'
import { controlProps, Faults, Field } from '../../component/Field.tsx'
import { FormatGlyph } from '../../component/FormatGlyph.tsx'
import { PositionGlyph } from '../../component/PositionGlyph.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import {
  formatHints,
  formatWords,
  type PlacementKind,
  placementWords,
  positionWords,
} from '../../words/nudge.ts'
import { Section, type SectionProps } from './Section.tsx'

const formats = Object.keys(formatWords) as Format[]
const positions = Object.keys(positionWords) as BannerPosition[]
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
    {editor.draft.value.format === 'banner' && <PositionChoice editor={editor} issues={issues} />}
    <PlacementFields editor={editor} issues={issues} />
  </Section>
)

const FormatChoice = ({ editor, issues }: SectionProps) => (
  <Choice
    label="Format"
    value={editor.draft.value.format}
    options={formats.map((value) => ({
      value,
      text: formatWords[value],
      hint: formatHints[value],
      drawing: <FormatGlyph format={value} />,
    }))}
    onChange={(format) => editor.set('format', format)}
  >
    <Faults path="format" issues={issuesAt(issues, 'format')} />
  </Choice>
)

/** What a banner does whose author says nothing. */
const usualPosition: BannerPosition = 'bottom'

const PositionChoice = ({ editor, issues }: SectionProps) => (
  <Choice
    label="Position"
    value={editor.draft.value.position ?? usualPosition}
    options={positions.map((value) => ({
      value,
      text: positionWords[value],
      drawing: <PositionGlyph position={value} />,
    }))}
    onChange={(position) =>
      position === usualPosition ? editor.clear('position') : editor.set('position', position)
    }
  >
    <p class="hint">
      A container is the slot, or the element that asked. Where there is none, the banner stands at
      the same edge of the screen.
    </p>
    <Faults path="position" issues={issuesAt(issues, 'position')} />
  </Choice>
)

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
