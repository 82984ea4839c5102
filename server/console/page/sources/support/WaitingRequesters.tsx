/** Who has asked a help desk, and of whom nobody knows which account they are of. */
import { type Vendor, vendorNames } from '../../../../../shared/event/source.ts'
import type { WaitingRequester } from '../../../../../shared/event/support.ts'
import { counted } from '../../../../../shared/words/number.ts'
import { Time } from '../../../component/mark/Time.tsx'
import type { Requesters } from '../../../model/source/requesters.ts'
import { WhoseRow } from '../WhoseRow.tsx'

type Props = { vendor: Vendor; requesters: Requesters; waiting: readonly WaitingRequester[] }

export const WaitingRequesters = ({ vendor, requesters, waiting }: Props) => {
  if (waiting.length === 0) return null
  return (
    <section class="card" aria-labelledby="waiting-requesters">
      <div class="card-head">
        <div>
          <h2 id="waiting-requesters">Whose customers are these?</h2>
          <p class="hint">
            {vendorNames[vendor]} does not say. What they asked waits for 30 days, and counts once
            you do. Give {vendorNames[vendor]} your own ids of people and companies (“external id”),
            or send Brim their <code>email</code> as a trait, and nobody has to.
          </p>
        </div>
      </div>
      <ul class="rows">
        {waiting.map((one) => (
          <li key={one.requester}>
            <WhoseRow
              id={one.requester}
              who={one.who}
              typed={requesters.accounts.value.get(one.requester)}
              isSaving={requesters.isSaving.value}
              onType={(account) => requesters.type(one.requester, account)}
              onMap={() => void requesters.map(one.requester, one.who)}
            >
              <span>
                {counted(one.inquiries, 'inquiry', 'inquiries')} about {one.topics.join(', ')}
              </span>
              <span>
                the last <Time at={one.lastAt} />
              </span>
            </WhoseRow>
          </li>
        ))}
      </ul>
    </section>
  )
}
