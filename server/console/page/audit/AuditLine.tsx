/** One change in a sentence; opened, with what is different. */
import { useSignal } from '@preact/signals'
import { type AuditGroup, groupOf } from '../../../../shared/audit/action.ts'
import type { AuditEntry, AuditState } from '../../../../shared/audit/entry.ts'
import { auditGroupWords, auditInWords } from '../../../../shared/words/audit.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon, type IconName } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { changesBetween } from '../../model/versions/changes.ts'
import { Changes } from '../versions/Changes.tsx'

const icons: Record<AuditGroup, IconName> = {
  definitions: 'nudges',
  settings: 'install',
  destinations: 'send',
  keys: 'key',
  people: 'person',
  sign_in: 'out',
  accounts: 'accounts',
  privacy: 'eye',
}

export const AuditLine = ({ entry }: { entry: AuditEntry }) => {
  const isOpen = useSignal(false)
  const group = groupOf(entry.action)
  return (
    <details
      class="happening audited"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open
      }}
    >
      <summary>
        <Time at={entry.at} form="clock" />
        <span class="happening-kind" title={auditGroupWords[group]}>
          <Icon name={icons[group]} size={13} />
          <span class="visually-hidden">{auditGroupWords[group]}</span>
        </span>
        <span class="happening-words">
          {auditInWords(entry).map(({ text, isName }, at) =>
            isName ? (
              <strong key={`${at} name`}>{text}</strong>
            ) : (
              <span key={`${at} words`}>{text}</span>
            ),
          )}
        </span>
        <span class="chevron">
          <Icon name="chevron" size={14} />
        </span>
      </summary>
      {isOpen.value && <Body entry={entry} />}
    </details>
  )
}

const Body = ({ entry }: { entry: AuditEntry }) => {
  const { audit } = useWorkspace()
  const { before, after, subject } = entry
  const changes = changesBetween(shownOf(before), shownOf(after))
  return (
    <div class="happening-body">
      {changes.length > 0 ? (
        <Changes changes={changes} isFirst={before === null} />
      ) : (
        <p class="muted small">There is nothing to compare.</p>
      )}
      <div class="toolbar">
        <Button size="small" onClick={() => void audit.narrow({ subject })}>
          All changes of {subject.name ?? subject.key}
        </Button>
      </div>
    </div>
  )
}

/** Of a definition what is in it; its version is in the sentence. */
function shownOf(state: AuditState): Readonly<Record<string, unknown>> {
  const { body } = state ?? {}
  return (body as Record<string, unknown> | undefined) ?? state ?? {}
}
