import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Issue } from '../../../../shared/error.ts'
import type { Copy } from '../../../../shared/nudge.ts'
import { Editable } from '../../component/Editable.tsx'
import type { Editor } from '../../model/editor/editor.ts'

export type SectionProps = { editor: Editor; issues: readonly Issue[] }

/** Of the words in one locale. `root`: where issues name them. */
export type CopyProps = SectionProps & { locale: string; root: string; copy: Copy }

type Props = {
  title: string
  words?: string
  aside?: ComponentChildren
  /** What of it is looked at. */
  tabs?: ComponentChildren
  children: ComponentChildren
}

export const Section = ({ title, words, aside, tabs, children }: Props) => {
  const id = useId()
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <div>
          <h2 id={id}>{title}</h2>
          {words && <p class="hint">{words}</p>}
        </div>
        {aside}
      </div>
      <div class="card-body stack">
        {tabs}
        <Editable needs="author">{children}</Editable>
      </div>
    </section>
  )
}
