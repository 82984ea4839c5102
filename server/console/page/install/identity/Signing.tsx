import { useSignal } from '@preact/signals'
import { Segments } from '../../../component/form/Segments.tsx'
import { useWorkspace } from '../../../component/frame/context.tsx'
import { Code } from '../../../component/mark/Code.tsx'
import {
  identifyWithToken,
  type Language,
  languagesFor,
  signingExample,
} from './signing-examples.ts'

export const Signing = () => {
  const { identity } = useWorkspace()
  const chosen = useSignal<Language>('Node')
  const state = identity.state.data.value
  const [newest] = state?.keys ?? []
  if (!state || !newest) return null
  const about = { kid: newest.id, audience: state.audience, algorithm: newest.algorithm }
  const languages = languagesFor(newest.algorithm)
  const language = languages.includes(chosen.value) ? chosen.value : 'Node'
  return (
    <details>
      <summary>Sign tokens in your backend</summary>
      <div class="stack">
        <Segments
          label="Language"
          value={language}
          options={languages.map((value) => ({ value, text: value }))}
          onChange={(next) => {
            chosen.value = next
          }}
        />
        <Code text={signingExample(language, about)} what="the example for the backend" />
        <p class="hint">
          The page passes it on, and is asked for the next one before it ends. A tag without code
          takes it as data-token.
        </p>
        <Code text={identifyWithToken()} what="the example for the page" />
      </div>
    </details>
  )
}
