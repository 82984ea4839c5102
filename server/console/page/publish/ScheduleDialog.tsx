/** When the draft is to go live by itself. */
import { useSignal } from '@preact/signals'
import { Button } from '../../component/Button.tsx'
import { useWorkspace } from '../../component/context.tsx'
import { Dialog } from '../../component/Dialog.tsx'
import { controlProps, Field } from '../../component/Field.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import { failureInWords } from '../../words/failure.ts'
import { localInput, momentWithZone, zoneHere } from '../../words/time.ts'

type Props = { editor: Editor; onClose(): void }

const dayMs = 24 * 60 * 60_000

export const ScheduleDialog = ({ editor, onClose }: Props) => {
  const { publications, nudges } = useWorkspace()
  const known = publications.ofNudges.value.get(editor.draft.value.key)
  const text = useSignal(localInput(known?.failure === null ? known.at : tomorrowAtNine()))
  const fault = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  const at = Date.parse(text.value)

  const fail = (message: string) => {
    fault.value = message
  }
  const schedule = async () => {
    if (Number.isNaN(at)) return fail('Choose a day and a time')
    if (at <= Date.now()) return fail('That time has passed')
    isBusy.value = true
    const outcome = editor.isDirty.peek() ? await editor.save(false) : 'saved'
    const record = editor.record.peek()
    if (outcome === 'saved' && record) await set(record)
    isBusy.value = false
    // Whatever kept it from being saved is said in the editor.
    if (outcome !== 'saved') onClose()
  }
  const set = async (record: NonNullable<typeof editor.record.value>) => {
    const done = await publications.schedule(record, at)
    if (!('code' in done)) {
      editor.update(done)
      return onClose()
    }
    if (done.code !== 'conflict') return fail(failureInWords(done))
    onClose()
    editor.update(await nudges.meet(record, 'scheduled'))
    await publications.load()
  }
  const issues = fault.value ? [{ path: 'at', message: fault.value }] : []
  return (
    <Dialog title="Publish at a time" onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void schedule()
        }}
      >
        <p class="muted">
          The draft goes live as it is now. What you change later waits until you publish it.
          Whether people see it from then on is for its schedule and its audience to say.
        </p>
        <Field
          path="at"
          label={`Day and time in ${zoneHere()}`}
          issues={issues}
          hint={Number.isNaN(at) ? undefined : momentEverywhere(at)}
        >
          <input
            {...controlProps('at', issues)}
            class="input"
            type="datetime-local"
            min={localInput(Date.now())}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value
              fault.value = null
            }}
          />
        </Field>
        <div class="dialog-foot">
          <Button onClick={onClose}>Back to editing</Button>
          <Button tone="primary" type="submit" disabled={isBusy.value}>
            {known ? 'Move it to then' : 'Publish it then'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Here, and for a team that is somewhere else. */
function momentEverywhere(at: number): string {
  const here = momentWithZone(at)
  return zoneHere() === 'UTC' ? here : `${here}, ${new Date(at).toISOString().slice(11, 16)} UTC`
}

const tomorrowAtNine = () => new Date(Date.now() + dayMs).setHours(9, 0, 0, 0)
