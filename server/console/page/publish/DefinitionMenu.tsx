/** What can be done with a definition as a whole, in its row and on its page. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { canPause } from '../../../../shared/definition/can-pause.ts'
import type { DefinitionKind, DefinitionRecord } from '../../../../shared/definition/definition.ts'
import { Menu, MenuItem } from '../../component/button/Menu.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { pathTo } from '../../router.ts'
import { GoesDialog } from '../catalogue/GoesDialog.tsx'

type Props<K extends DefinitionKind> = {
  kind: K
  record: DefinitionRecord<K>
  label: string
  size?: 'small'
  place?: string
  /** For an editor that is open on it. */
  onChange?(record: DefinitionRecord<K>): void
  onArchived?(): void
  /** Where a time can be chosen, and there is something to publish then. */
  onSchedule?: (() => void) | undefined
  /** What only this kind has, before it is put away. */
  children?(then: (run: () => void) => () => void): ComponentChildren
}

export const DefinitionMenu = <K extends DefinitionKind>(props: Props<K>) => {
  const { kind, record, label, size, place, onSchedule, onArchived, children } = props
  const onChange = (next: DefinitionRecord<K>) => props.onChange?.(next)
  const { router } = useConsole()
  const { nudges, catalogue } = useWorkspace()
  const isAsking = useSignal(false)
  const { pause, resume, archive } = nudges.kind(kind)
  const isLive = record.status === 'live' || record.status === 'counting'
  const accounts = catalogue.accountsOn.value(kind, record.key)
  const putAway = () => void archive(record).then((isGone) => isGone && onArchived?.())
  const askOrPutAway = () => {
    if (accounts === 0) putAway()
    else isAsking.value = true
  }
  return (
    <>
      <Menu label={label} icon="more" {...(size && { size })} {...(place && { place })}>
        {(close) => {
          const then = (run: () => void) => () => {
            close()
            run()
          }
          return (
            <>
              {onSchedule && (
                <MenuItem needs="author" icon="clock" onClick={then(onSchedule)}>
                  Publish at a time…
                </MenuItem>
              )}
              {canPause(kind) && isLive && (
                <MenuItem
                  needs="author"
                  icon="pause"
                  onClick={then(() => void pause(record, onChange))}
                >
                  Pause
                </MenuItem>
              )}
              {canPause(kind) && record.status === 'paused' && record.published && (
                <MenuItem
                  needs="author"
                  icon="play"
                  onClick={then(() => void resume(record, onChange))}
                >
                  Resume
                </MenuItem>
              )}
              {kind === 'nudge' && (
                <MenuItem
                  icon="results"
                  onClick={() => router.go(pathTo('nudgeResults', record.key))}
                >
                  Results
                </MenuItem>
              )}
              <MenuItem
                icon="history"
                onClick={() => router.go(pathTo(`${kind}-versions`, record.key))}
              >
                Versions
              </MenuItem>
              <MenuItem
                needs="author"
                icon="copy"
                onClick={() =>
                  router.go(`${pathTo(kind, 'new')}?from=${encodeURIComponent(record.key)}`)
                }
              >
                Duplicate
              </MenuItem>
              <MenuItem needs="author" icon="archive" onClick={then(askOrPutAway)}>
                Archive
              </MenuItem>
              {children?.(then)}
            </>
          )
        }}
      </Menu>
      {isAsking.value && (
        <GoesDialog
          name={record.draft.name}
          accounts={accounts}
          verb="Archive"
          onSure={putAway}
          onClose={() => {
            isAsking.value = false
          }}
        />
      )}
    </>
  )
}
