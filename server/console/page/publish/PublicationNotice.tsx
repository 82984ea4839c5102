/** That a draft will go live by itself, or why it did not. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { DefinitionKind, HeldPublication } from '../../../../shared/definition/definition.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Until } from '../../component/mark/Time.tsx'
import type { Authored } from '../../model/definitions/authored.ts'
import { sameBody } from '../../model/editor/draft.ts'
import { placeOf } from '../../model/publishing/publications.ts'
import { pathInWords } from '../../words/path.ts'
import { authorInWords } from '../../words/publishing.ts'
import { momentWithZone } from '../../words/time.ts'

type Props<K extends DefinitionKind> = { authored: Authored<K>; onMove(): void }

export const PublicationNotice = <K extends DefinitionKind>({ authored, onMove }: Props<K>) => {
  const { publications } = useWorkspace()
  const { kind, draft } = authored
  const { key } = draft.value
  const found = publications.byPlace.value.get(placeOf(kind, key))
  const held = useHeld(kind, key, found?.scheduledAt)
  const record = authored.record.value
  if (!found || !record) return null
  const cancel = () => void publications.cancel(authored, record)
  if (found.failure) {
    return (
      <section class="notice alarm" aria-label="Not published">
        <Icon name="alert" />
        <div class="stack tight">
          <strong>It could not be published on {momentWithZone(found.at)}</strong>
          <ul>
            {found.failure.map(({ path, message }) => (
              <li key={path + message}>
                {path && `${pathInWords(path)}: `}
                {message}
              </li>
            ))}
          </ul>
          <Actions onMove={onMove} onCancel={cancel} move="Choose another time" cancel="Dismiss" />
        </div>
      </section>
    )
  }
  const isOlder = held !== null && !sameBody(held.body, draft.value)
  return (
    <section class="notice calm" aria-label="Publication">
      <Icon name="clock" />
      <div class="stack tight">
        <span>
          Will be published on <strong>{momentWithZone(found.at)}</strong> (
          <Until at={found.at} />
          ), set by {authorInWords(found.scheduledBy)}.
          {isOlder && ' What was changed since is no part of it.'}
        </span>
        <Actions
          onMove={onMove}
          onCancel={cancel}
          move={isOlder ? 'Take the newest draft, or another time' : 'Change the time'}
          cancel="Cancel it"
        />
      </div>
    </section>
  )
}

type ActionsProps = { onMove(): void; onCancel(): void; move: string; cancel: string }

const Actions = ({ onMove, onCancel, move, cancel }: ActionsProps) => (
  <span class="line">
    <button type="button" class="link" onClick={onMove}>
      {move}
    </button>
    <button type="button" class="link" onClick={onCancel}>
      {cancel}
    </button>
  </span>
)

/** What will be published; null until it is known. */
function useHeld(
  kind: DefinitionKind,
  key: string,
  scheduledAt: number | undefined,
): HeldPublication | null {
  const { api } = useWorkspace()
  const held = useSignal<HeldPublication | null>(null)
  useEffect(() => {
    held.value = null
    if (scheduledAt === undefined) return
    void api.publication(kind, key).then((answer) => {
      if (answer.kind === 'ok') held.value = answer.value
    })
  }, [kind, key, scheduledAt])
  return held.value
}
