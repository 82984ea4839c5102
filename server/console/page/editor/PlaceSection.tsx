import type { BannerPosition, Format } from '../../../../shared/definition/nudge.ts'
import { Choice } from '../../component/form/Choice.tsx'
import { FormatGlyph } from '../../component/mark/FormatGlyph.tsx'
import { PositionGlyph } from '../../component/mark/PositionGlyph.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { formatHints, formatWords, positionWords } from '../../words/nudge.ts'
import { PlacementFields } from './PlacementFields.tsx'
import { Section, type SectionProps } from './Section.tsx'

const formats = Object.keys(formatWords) as Format[]
const positions = Object.keys(positionWords) as BannerPosition[]

export const PlaceSection = ({ editor, issues }: SectionProps) => (
  <Section title="Where" words="The shape it has, and the place in your product where it waits.">
    <FormatChoice editor={editor} issues={issues} />
    {editor.draft.value.format === 'banner' && <PositionChoice editor={editor} issues={issues} />}
    <PlacementFields editor={editor} issues={issues} />
  </Section>
)

const FormatChoice = ({ editor, issues }: SectionProps) => (
  <Choice
    path="format"
    label="Format"
    issues={issuesAt(issues, 'format')}
    value={editor.draft.value.format}
    options={formats.map((value) => ({
      value,
      text: formatWords[value],
      hint: formatHints[value],
      drawing: <FormatGlyph format={value} />,
    }))}
    onChange={(format) => editor.set('format', format)}
  />
)

/** What a banner does whose author says nothing. */
const usualPosition: BannerPosition = 'bottom'

const PositionChoice = ({ editor, issues }: SectionProps) => (
  <Choice
    path="position"
    label="Position"
    issues={issuesAt(issues, 'position')}
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
  </Choice>
)
