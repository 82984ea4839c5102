import { useSignal } from '@preact/signals'
import { presets } from '../../../../shared/theme/presets.ts'
import type { Theme } from '../../../../shared/theme/theme.ts'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { Looks } from '../../model/settings/looks.ts'
import { withField, withSurface } from '../../model/settings/theme-draft.ts'
import { fontWords } from '../../words/theme.ts'
import { ColorField } from './ColorField.tsx'
import { PresetChoice } from './PresetChoice.tsx'

type Props = { looks: Looks; theme: Theme }

export const ThemeForm = ({ looks, theme }: Props) => {
  const at = (path: string) => issuesAt(looks.issues.value, path)
  const { surface, accent } = presets[theme.preset]
  return (
    <section class="card" aria-labelledby="theme-form">
      <div class="card-head">
        <h2 id="theme-form">Looks</h2>
      </div>
      <div class="card-body stack">
        <PresetChoice theme={theme} issues={at('preset')} onChange={looks.set} />
        <div class="fields">
          <ColorField
            path="accent"
            label="Accent"
            value={theme.accent}
            usual={accent[0]}
            issues={at('accent')}
            hint="Your brand’s colour: the first button, links and icons."
            onChange={(color) => looks.set(withField(theme, 'accent', color))}
          />
          <ColorField
            path="surface.light"
            label="Card in the light"
            value={theme.surface?.light}
            usual={surface[0]}
            issues={at('surface.light')}
            onChange={(color) => looks.set(withSurface(theme, 'light', color))}
          />
          <ColorField
            path="surface.dark"
            label="Card in the dark"
            value={theme.surface?.dark}
            usual={surface[1]}
            issues={at('surface.dark')}
            onChange={(color) => looks.set(withSurface(theme, 'dark', color))}
          />
          <RadiusField looks={looks} theme={theme} />
          <FontField looks={looks} theme={theme} />
        </div>
        <div class="stack tight">
          <span class="field-label" aria-hidden="true">
            Light or dark
          </span>
          <Segments
            label="Light or dark"
            value={theme.scheme ?? 'system'}
            options={[
              { value: 'system', text: 'Automatic', icon: 'system' },
              { value: 'light', text: 'Light', icon: 'sun' },
              { value: 'dark', text: 'Dark', icon: 'moon' },
            ]}
            onChange={(scheme) =>
              looks.set(withField(theme, 'scheme', scheme === 'system' ? undefined : scheme))
            }
          />
          <p class="hint">
            A page overrides each of these where it sets <code>--brim-accent</code> and its like.
          </p>
        </div>
      </div>
    </section>
  )
}

const RadiusField = ({ looks, theme }: Props) => {
  const radius = theme.radius ?? presets[theme.preset].radius
  const issues = issuesAt(looks.issues.value, 'radius')
  return (
    <Field
      path="radius"
      label="Corners"
      issues={issues}
      aside={<span class="hint">{radius} px</span>}
    >
      <input
        {...controlProps('radius', issues)}
        class="range"
        type="range"
        min="0"
        max="32"
        value={radius}
        onInput={(event) =>
          looks.set(withField(theme, 'radius', Number(event.currentTarget.value)))
        }
      />
    </Field>
  )
}

const FontField = ({ looks, theme }: Props) => {
  const { font } = theme
  const isKnown = font === undefined || Object.hasOwn(fontWords, font)
  const isOwn = useSignal(!isKnown)
  const issues = issuesAt(looks.issues.value, 'font')
  const set = (next: string | undefined) => looks.set(withField(theme, 'font', next))
  return (
    <Field
      path="font"
      label="Font"
      issues={issues}
      hint={isOwn.value ? 'Families that your pages load already: Brim loads none.' : undefined}
    >
      <select
        {...(isOwn.value ? controlProps('font-choice') : controlProps('font', issues))}
        class="select"
        aria-label="Font"
        value={isOwn.value ? 'own' : (font ?? '')}
        onChange={(event) => {
          const { value } = event.currentTarget
          isOwn.value = value === 'own'
          if (!isOwn.value) set(value || undefined)
        }}
      >
        <option value="">As the preset has it</option>
        {Object.entries(fontWords).map(([families, words]) => (
          <option key={families} value={families}>
            {words}
          </option>
        ))}
        <option value="own">Your own…</option>
      </select>
      {isOwn.value && (
        <input
          {...controlProps('font', issues)}
          class="input mono"
          maxLength={200}
          spellcheck={false}
          placeholder="Inter, sans-serif"
          value={font ?? ''}
          onInput={(event) => set(event.currentTarget.value || undefined)}
        />
      )}
    </Field>
  )
}
