/** The pages that may use a publishable key. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import type { Key } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { SuggestedOrigins } from './SuggestedOrigins.tsx'

export const Origins = ({ record }: { record: Key }) => {
  const { install } = useWorkspace()
  const refusal = useRefusal('keys')
  const saved = record.origins.join('\n')
  /** What is edited began with these. */
  const seen = useSignal(record.origins)
  const text = useSignal(saved)
  const isDirty = text.value !== seen.value.join('\n')
  const follow = (origins: string[]) => {
    seen.value = origins
    text.value = origins.join('\n')
  }
  useEffect(() => {
    if (!isDirty) follow(record.origins)
  }, [saved])
  const issues = useSignal<Issue[]>([])
  const path = `origins-${record.id}`
  const save = async () => {
    const origins = text.value.split(/[\s,]+/).filter(Boolean)
    const answer = await install.setOrigins(record, { origins, seen: seen.value })
    if ('origins' in answer) {
      issues.value = []
      return follow(answer.origins)
    }
    issues.value =
      answer.issues.length > 0
        ? answer.issues.map(({ path: where, message }) => ({
            path,
            message: `${origins[Number(/\d+/.exec(where)?.[0])] ?? ''} ${message}`.trim(),
          }))
        : [{ path, message: failureInWords(answer) }]
  }
  return (
    <div class="origins">
      <SuggestedOrigins record={record} />
      <Field
        path={path}
        label="Allowed origins"
        issues={issues.value}
        hint={
          record.origins.length === 0
            ? 'No page may use this key yet. Name yours, one a line, such as https://app.example.com.'
            : 'One a line.'
        }
      >
        <textarea
          {...controlProps(path, issues.value)}
          class="area input mono"
          rows={1}
          readOnly={refusal !== null}
          spellcheck={false}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value
            issues.value = []
          }}
        />
      </Field>
      {isDirty && (
        <Button needs="keys" size="small" onClick={save}>
          Save origins
        </Button>
      )}
    </div>
  )
}
