/** How a destination is reached and what it hears; and its end. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Destination } from '../../../../shared/destination/destination.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { showIssues } from '../../component/form/show-issues.ts'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { bodyOf, type Draft, draftOf } from '../../model/destinations/draft.ts'
import { usesOfDestination } from '../../model/destinations/uses.ts'
import { normalIssues } from '../../model/editor/issues.ts'
import { stillSaid } from '../../model/faults.ts'
import { usesInWords } from '../../words/destination.ts'
import { failureInWords } from '../../words/failure.ts'
import { HearsFields } from './HearsFields.tsx'
import { SetupFields } from './SetupFields.tsx'

export const SetUp = ({ destination }: { destination: Destination }) => {
  const { toasts } = useConsole()
  const { destinations } = useWorkspace()
  const refusal = useRefusal('settings')
  const draft = useSignal<Draft>(draftOf(destination))
  const issues = useSignal<readonly Issue[]>([])
  const asSent = (one: Draft) => bodyOf(one, destination.hasCredentials)
  const isDirty = JSON.stringify(draft.value) !== JSON.stringify(draftOf(destination))
  const change = (next: Draft) => {
    issues.value = stillSaid(issues.value, asSent(draft.value), asSent(next))
    draft.value = next
  }
  const discard = () => {
    issues.value = []
    draft.value = draftOf(destination)
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const failure = await destinations.change(destination.id, asSent(draft.value))
    issues.value = normalIssues(failure?.issues ?? [])
    if (issues.value.length > 0) showIssues()
    else if (failure) toasts.say(failureInWords(failure))
  }
  return (
    <section class="card" aria-labelledby="set-up">
      <div class="card-head">
        <h2 id="set-up">Set-up</h2>
        {destination.kind === 'webhook' && (
          <Button
            needs="settings"
            size="small"
            icon="key"
            title="For 24 hours the old secret signs too"
            onClick={() => void destinations.rotate(destination)}
          >
            New secret
          </Button>
        )}
      </div>
      <form class="card-body" onSubmit={submit} noValidate>
        <fieldset class="stack" disabled={refusal !== null}>
          <IssueSummary issues={issues.value} />
          <SetupFields
            draft={draft.value}
            issues={issues.value}
            isSet={destination.hasCredentials}
            onChange={change}
          />
          <HearsFields
            hears={draft.value.hears}
            issues={issues.value}
            onChange={(hears) => change({ ...draft.value, hears })}
          />
        </fieldset>
        <div class={isDirty ? 'toolbar form-foot' : 'toolbar'}>
          <Button needs="settings" tone="primary" type="submit" disabled={!isDirty}>
            Save
          </Button>
          {isDirty && (
            <Button tone="quiet" icon="undo" onClick={discard}>
              Discard
            </Button>
          )}
        </div>
        <Remove destination={destination} />
      </form>
    </section>
  )
}

const Remove = ({ destination }: { destination: Destination }) => {
  const { router } = useConsole()
  const { destinations, plays, salesTeam } = useWorkspace()
  const isSure = useSignal(false)
  useEffect(() => {
    void plays.load(10_000)
    void salesTeam.settings.load(10_000)
  }, [plays, salesTeam])
  const uses = usesOfDestination(destination, {
    team: salesTeam.settings.data.value?.sales,
    plays: plays.list.data.value,
  })
  const remove = async () => {
    if (await destinations.remove(destination)) router.go('/destinations')
  }
  if (!isSure.value) {
    return (
      <Button
        needs="settings"
        tone="quiet"
        size="small"
        icon="trash"
        onClick={() => {
          isSure.value = true
        }}
      >
        Remove
      </Button>
    )
  }
  return (
    <span class="line">
      {uses.length > 0 && <span class="small">{usesInWords(uses)}</span>}
      <Button tone="danger" size="small" onClick={() => void remove()}>
        Remove for good
      </Button>
      <Button
        size="small"
        tone="quiet"
        onClick={() => {
          isSure.value = false
        }}
      >
        Keep
      </Button>
    </span>
  )
}
