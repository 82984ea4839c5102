/** When the draft is to go live by itself. */
import { useSignal } from '@preact/signals'
import type { DefinitionKind } from '../../../../shared/definition/definition.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Authored } from '../../model/definitions/authored.ts'
import { placeOf } from '../../model/publishing/publications.ts'
import { failureInWords } from '../../words/failure.ts'
import { localInput, momentWithZone, zoneHere } from '../../words/time.ts'

type Props<K extends DefinitionKind> = { authored: Authored<K>; onClose(): void }

const dayMs = 24 * 60 * 60_000

export const ScheduleDialog = <K extends DefinitionKind>({ authored, onClose }: Props<K>) => {
  const { publications } = useWorkspace()
  const { kind, draft, record: saved } = authored
  const known = publications.byPlace.value.get(placeOf(kind, draft.value.key))
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
    const outcome = authored.isDirty.peek() ? await authored.save(false) : 'saved'
    const record = saved.peek()
    // Whatever kept it from being saved is said in the editor.
    const why =
      outcome === 'saved' && record ? await publications.schedule(authored, record, at) : null
    isBusy.value = false
    if (why) fail(failureInWords(why))
    else onClose()
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
          {kind === 'nudge' &&
            ' Whether people see it from then on is for its schedule and its audience to say.'}
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
