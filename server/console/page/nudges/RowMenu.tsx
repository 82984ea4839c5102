import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Menu, MenuItem } from '../../component/Menu.tsx'
import type { NudgeRecord } from '../../model/nudges.ts'
import { pathTo } from '../../router.ts'

export const RowMenu = ({ record }: { record: NudgeRecord }) => {
  const { router } = useConsole()
  const { nudges } = useWorkspace()
  return (
    <Menu label={`More for “${record.draft.name}”`} icon="more" size="small">
      {(close) => (
        <>
          {record.status === 'live' && (
            <MenuItem
              needs="author"
              icon="pause"
              onClick={() => {
                close()
                void nudges.pause(record)
              }}
            >
              Pause
            </MenuItem>
          )}
          {record.status === 'paused' && (
            <MenuItem
              needs="author"
              icon="play"
              onClick={() => {
                close()
                void nudges.resume(record)
              }}
            >
              Resume
            </MenuItem>
          )}
          <MenuItem icon="results" onClick={() => router.go(pathTo('nudgeResults', record.key))}>
            Results
          </MenuItem>
          <MenuItem icon="history" onClick={() => router.go(`/nudges/${record.key}/versions`)}>
            Versions
          </MenuItem>
          <MenuItem
            needs="author"
            icon="copy"
            onClick={() => router.go(`/nudges/new?from=${encodeURIComponent(record.key)}`)}
          >
            Duplicate
          </MenuItem>
          <MenuItem
            icon="archive"
            onClick={() => {
              close()
              void nudges.archive(record)
            }}
          >
            Archive
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
