/** Who the account is: ready for what, how full, who is in it. */
import type { ComponentChildren } from 'preact'
import { valueInWords } from '../../../../shared/words/operator.ts'
import { plain } from '../../../../shared/words/reason.ts'
import { Vessel } from '../../component/figure/Vessel.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Evidence } from '../../component/happening/Evidence.tsx'
import { Time, Until } from '../../component/mark/Time.tsx'
import type { AccountDetail } from '../../contract.ts'
import type { Account } from '../../model/account/accounts.ts'
import { nameOf } from '../../words/account.ts'
import { runwayInWords } from '../../words/runway.ts'
import { Block } from './Block.tsx'
import { Sales } from './Sales.tsx'
import { WhyReady } from './WhyReady.tsx'

type Props = { account: Account; detail: AccountDetail; children: ComponentChildren }

export const Profile = ({ account, detail, children }: Props) => {
  const { nudges } = useWorkspace()
  const { meters, users, trials, signals, traits, runways } = detail
  return (
    <div class="profile">
      {detail.readiness && <WhyReady readiness={detail.readiness} />}
      {signals.length > 0 && (
        <Block title="Ready for more">
          {signals.map((signal) => (
            <div key={signal.id} class="stack tight">
              <p>
                <strong>{nudges.nameOf.value('trigger', signal.trigger)}</strong>{' '}
                <span class="muted small">
                  <Time at={signal.firedAt} />
                </span>
              </p>
              <Evidence leaves={signal.evidence} />
            </div>
          ))}
        </Block>
      )}
      <Sales account={account} detail={detail} />
      {meters.length > 0 && (
        <Block title="Usage">
          {meters.map((meter) => (
            <div key={meter.name} class="stack tight">
              <Vessel label={meter.name} used={meter.used} limit={meter.limit} />
              <p class="muted small">{runwayInWords(meter, runways[meter.name], Date.now())}</p>
            </div>
          ))}
        </Block>
      )}
      {trials.length > 0 && (
        <Block title="Trials">
          {trials.map((trial) => (
            <div key={trial.offer} class="line">
              <span>{nudges.nameOf.value('plan', trial.plan)}</span>
              <span class={trial.active ? 'badge good push' : 'badge push'}>
                {trial.active ? (
                  <>
                    ends <Until at={trial.endsAt} />
                  </>
                ) : (
                  'ended'
                )}
              </span>
            </div>
          ))}
        </Block>
      )}
      <Block title={users.length === 1 ? 'One person' : `${users.length} people`}>
        <ul class="people">
          {users.map((user) => (
            <li key={user.id}>
              <span class="truncate">{nameOf(user)}</span>
              <span class="muted small truncate">{valueInWords(user.traits.role ?? '')}</span>
              <span class="muted small push">
                <Time at={user.lastSeenAt} />
              </span>
            </li>
          ))}
        </ul>
      </Block>
      <Block title="Traits">
        <dl class="facts">
          {Object.entries(traits).map(([name, value]) => (
            <>
              <dt key={name}>{plain(name)}</dt>
              <dd>{valueInWords(value)}</dd>
            </>
          ))}
        </dl>
        {Object.keys(traits).length === 0 && (
          <p class="muted small">Nothing is known yet. Send traits with identify or the API.</p>
        )}
      </Block>
      {children}
    </div>
  )
}
