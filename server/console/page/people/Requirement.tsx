/** Whether members need a second factor. Owners say; everybody else reads it. */
import { Button } from '../../component/button/Button.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'

export const Requirement = () => {
  const { session } = useConsole()
  const { people } = useWorkspace()
  const members = people.members.value
  const state = session.state.value
  if (!members || state.kind !== 'in') return null
  const isRequired = people.requiresSecondFactor.value
  const isOwner = session.workspace.value?.role === 'owner'
  const without = members.filter((one) => !one.hasSecondFactor)
  const lacksOwn = without.some((one) => one.id === state.me.person.id)
  return (
    <section class="card" aria-labelledby="requirement">
      <div class="card-head">
        <div>
          <div class="line">
            <h2 id="requirement">Second factor</h2>
            {isRequired && <span class="badge good">Required</span>}
          </div>
          <p class="hint">
            {isRequired
              ? 'Whoever has none is led to set one up, and can do nothing else here until then.'
              : hintOf(without.length, members.length)}
            {!isRequired && isOwner && lacksOwn && (
              <>
                {' '}
                <Link to="/me">Set up your own first</Link>, then you can require it of everybody.
              </>
            )}
          </p>
        </div>
        <Button
          needs="second_factor"
          size="small"
          disabled={!isRequired && lacksOwn}
          onClick={() => void people.requireSecondFactor(!isRequired)}
        >
          {isRequired ? 'Require it no more' : 'Require it of everybody'}
        </Button>
      </div>
    </section>
  )
}

function hintOf(without: number, all: number): string {
  if (without === 0) return 'Everybody here has one, by their own choice.'
  const who = without === all ? 'Nobody here has one' : `${without} of ${all} have none`
  return `${who}: their password alone lets them in.`
}
