/** The six looks to begin with, each as it would be with the accent that is set. */
import type { CSSProperties } from 'preact'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { presets } from '../../../../shared/theme/presets.ts'
import type { Theme, ThemePreset } from '../../../../shared/theme/theme.ts'
import { lights, looksOf } from '../../../../shared/theme/tokens.ts'
import { Choice } from '../../component/form/Choice.tsx'
import { withPreset } from '../../model/settings/theme-draft.ts'
import { presetWords } from '../../words/theme.ts'

type Props = { theme: Theme; issues: readonly Issue[]; onChange(theme: Theme): void }

export const PresetChoice = ({ theme, issues, onChange }: Props) => (
  <Choice
    path="preset"
    label="Begin with"
    issues={issues}
    place="presets"
    value={theme.preset}
    options={(Object.keys(presetWords) as ThemePreset[]).map((value) => ({
      value,
      text: presetWords[value].name,
      hint: presetWords[value].hint,
      drawing: <Miniature theme={value === theme.preset ? theme : withPreset(theme, value)} />,
    }))}
    onChange={(preset) => onChange(withPreset(theme, preset))}
  />
)

/** A card in the light and one in the dark. */
const Miniature = ({ theme }: { theme: Theme }) => {
  const { radius = presets[theme.preset].radius, font = presets[theme.preset].font } = theme
  return (
    <span class="miniature" aria-hidden="true">
      {lights.map((light) => {
        const { colors } = looksOf(theme, light)
        const style = {
          '--mini-surface': colors.surface,
          '--mini-ink': colors.ink,
          '--mini-soft': colors['ink-soft'],
          '--mini-line': colors.line,
          '--mini-accent': colors.accent,
          '--mini-on-accent': colors['on-accent'],
          '--mini-radius': `${radius / 2}px`,
          ...(font && { fontFamily: font }),
        } as CSSProperties
        return (
          <span key={light} class={`miniature-page ${light}`}>
            <span class="miniature-card" style={style}>
              <span class="miniature-title">Aa</span>
              <span class="miniature-line" />
              <span class="miniature-button">Go</span>
            </span>
          </span>
        )
      })}
    </span>
  )
}
