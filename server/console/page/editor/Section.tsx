import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Copy } from '../../../../shared/definition/nudge.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Right } from '../../../../shared/workspace/role.ts'
import { Editable } from '../../component/form/Editable.tsx'
import type { Editor } from '../../model/editor/editor.ts'

export type SectionProps = { editor: Editor; issues: readonly Issue[] }

/** Of the words in one locale. `root`: where issues name them. */
export type CopyProps = SectionProps & { locale: string; root: string; copy: Copy }

type Props = {
  title: string
  /** What its fields take; whoever may not can only read them. */
  needs?: Right
  words?: string
  aside?: ComponentChildren
  /** What of it is looked at. */
  tabs?: ComponentChildren
  children: ComponentChildren
}

export const Section = (props: Props) => {
  const { title, needs = 'author', words, aside, tabs, children } = props
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
        <Editable needs={needs}>{children}</Editable>
      </div>
    </section>
  )
}
