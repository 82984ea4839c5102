/** Whether it can be read, in words. */
import type { Theme } from '../../../../shared/theme/theme.ts'
import { type Light, lights, looksOf } from '../../../../shared/theme/tokens.ts'
import { Icon } from '../../component/mark/Icon.tsx'
import { type Reading, readingsOf } from '../../words/theme.ts'

const lightWords: Record<Light, string> = { light: 'In the light', dark: 'In the dark' }

export const Readings = ({ theme }: { theme: Theme }) => (
  <section class="card" aria-labelledby="readings">
    <div class="card-head">
      <div>
        <h2 id="readings">What can be read</h2>
        <p class="hint">
          Colours without enough contrast are made lighter or darker until they have it.
        </p>
      </div>
    </div>
    <div class="card-body readings" role="status">
      {lights.map((light) => (
        <div key={light} class="stack tight">
          <h3>{lightWords[light]}</h3>
          <ul class="stack tight">
            {readingsOf(looksOf(theme, light), light).map((reading) => (
              <li key={reading.what}>
                <Row {...reading} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  </section>
)

const Row = ({ what, color, ground, ratio, moved }: Reading) => (
  <div class="reading">
    <span class="reading-sample" aria-hidden="true" style={{ color, background: ground }}>
      Aa
    </span>
    <span class="reading-words">
      <span>
        {what} <span class="muted">{ratio}</span>
      </span>
      {moved ? (
        <span class="hint">{moved}</span>
      ) : (
        <span class="reading-good">
          <Icon name="check" size={14} /> Reads well
        </span>
      )}
    </span>
  </div>
)
