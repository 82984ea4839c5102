import { changesInWords } from '../../../../shared/words/import.ts'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { Drop } from '../../component/form/Drop.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Plan } from './Plan.tsx'

export const Import = () => {
  const { file } = useWorkspace()
  const chosen = file.chosen.value
  const take = (files: FileList | null | undefined) => {
    const [first] = files ?? []
    if (first) void file.choose(first)
  }
  return (
    <section class="card" aria-labelledby="import">
      <div class="card-head">
        <div>
          <h2 id="import">Import</h2>
          <p class="hint">
            You see what it would change first. Then all of it is taken, or nothing.
          </p>
        </div>
      </div>
      <div class="card-body stack">
        <Drop onTake={take}>
          <label class="button">
            <Icon name="plus" />
            {chosen ? 'Choose another file' : 'Choose brim.json'}
            <input
              class="visually-hidden"
              type="file"
              accept=".json,application/json"
              onChange={(event) => {
                take(event.currentTarget.files)
                // The same file, when it was mended, is chosen once more.
                event.currentTarget.value = ''
              }}
            />
          </label>
          <span class="muted small">
            {chosen ? <strong>{chosen.name}</strong> : 'or drop it here'}
          </span>
        </Drop>
        {chosen && <Options />}
        <div class="stack" role="status">
          {file.fault.value && (
            <p class="notice alarm">
              <Icon name="alert" />
              {file.fault.value}
            </p>
          )}
          <Issues />
          {file.plan.value && <Plan plan={file.plan.value} />}
        </div>
        {file.plan.value && (
          <div class="line">
            <Button
              needs="author"
              tone="primary"
              disabled={!file.hasChanges.value || file.isBusy.value}
              onClick={() => void file.take()}
            >
              {file.hasChanges.value
                ? `${file.options.value.publish ? 'Publish' : 'Take'} ${changesInWords(file.plan.value)}`
                : 'Nothing to change'}
            </Button>
            <Button tone="quiet" onClick={file.forget}>
              Leave it
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

const Options = () => {
  const { file } = useWorkspace()
  const { publish, remove } = file.options.value
  return (
    <div class="line import-options">
      <Segments
        label="What becomes of it"
        value={publish ? 'live' : 'drafts'}
        options={[
          { value: 'drafts', text: 'As drafts' },
          { value: 'live', text: 'Published at once' },
        ]}
        onChange={(next) => void file.set({ publish: next === 'live' })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={remove}
          onChange={(event) => void file.set({ remove: event.currentTarget.checked })}
        />
        Delete what is not in the file
      </label>
    </div>
  )
}

/** Every fault of the file, with its line. */
const Issues = () => {
  const { file } = useWorkspace()
  const issues = file.issues.value
  if (issues.length === 0) return null
  return (
    <div class="notice alarm">
      <Icon name="alert" />
      <div class="stack tight">
        <strong>{counted(issues.length, 'fault')} in the file. Nothing was changed.</strong>
        <ul class="stack tight">
          {issues.map(({ path, message, line }) => (
            <li key={`${path}${message}${line}`}>
              {line !== undefined && <strong>Line {line}: </strong>}
              {path !== '' && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
