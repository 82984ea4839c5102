/** The ways to bring Brim into a page, each with the workspace's own key in it. */
import { useSignal } from '@preact/signals'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Code } from '../../component/mark/Code.tsx'
import { NoKey } from './OriginStep.tsx'
import { type RecipeName, recipeOf, recipes } from './recipes.ts'

export const SnippetStep = () => {
  const { install } = useWorkspace()
  const chosen = useSignal<RecipeName>('Script tag')
  const key = install.publishable.value
  if (!key) return <NoKey />
  const { words, code } = recipeOf(chosen.value, window.location.origin, key.text)
  return (
    <>
      <Segments
        label="How Brim comes into your page"
        value={chosen.value}
        options={recipes.map((value) => ({ value, text: value }))}
        onChange={(next) => {
          chosen.value = next
        }}
      />
      <p class="muted">{words}</p>
      <Code text={code} what="the snippet" />
      <p class="hint">
        It is some 5 kB, loads beside your page and never breaks it. Nothing leaves the page before
        it says who is there.
      </p>
    </>
  )
}
