/** A prompt with the theme on it, on a light page and on a dark one. */
import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Theme } from '../../../../shared/theme/theme.ts'
import { lights, tokensOf } from '../../../../shared/theme/tokens.ts'
import { Segments } from '../../component/form/Segments.tsx'
import { Drawn } from '../../component/mark/Drawn.tsx'
import { formatWords } from '../../words/nudge.ts'
import { type SampleFormat, sampleFormats, sampleOf } from './sample.ts'

export const ThemePreview = ({ theme }: { theme: Theme }) => {
  const format = useSignal<SampleFormat>('inline')
  const prompts = useMemo(() => {
    const tokens = tokensOf(theme)
    return lights.map((light) => ({ light, prompt: sampleOf(format.value, light, tokens) }))
  }, [format.value, theme])
  return (
    <aside class="preview" aria-label="Preview">
      <div class="preview-bar">
        <Segments
          label="Format"
          value={format.value}
          options={sampleFormats.map((value) => ({ value, text: formatWords[value] }))}
          onChange={(next) => {
            format.value = next
          }}
        />
      </div>
      <div class="stages">
        {prompts.map(({ light, prompt }) => (
          <div key={light} class={`stage ${light}`}>
            <div class="stage-page">
              <Drawn class="stage-prompt" prompt={prompt} theme={theme.scheme ?? light} />
            </div>
          </div>
        ))}
      </div>
    </aside>
  )
}
