/** Of whom somebody has said which account they are of. */
import type { MappedRequester } from '../../../../../shared/event/support.ts'
import { Button } from '../../../component/button/Button.tsx'
import { Link } from '../../../component/frame/Link.tsx'
import { Time } from '../../../component/mark/Time.tsx'
import type { Requesters } from '../../../model/source/requesters.ts'
import { pathTo } from '../../../router.ts'

type Props = { requesters: Requesters; mapped: readonly MappedRequester[] }

export const Mapped = ({ requesters, mapped }: Props) => {
  if (mapped.length === 0) return null
  return (
    <section class="card" aria-labelledby="mapped-requesters">
      <div class="card-head">
        <div>
          <h2 id="mapped-requesters">Mapped by hand</h2>
          <p class="hint">Where the places above hold no id, this tells whose customer it is.</p>
        </div>
      </div>
      <ul class="rows">
        {mapped.map(({ requester, account, at }) => (
          <li class="row map-row" key={requester}>
            <span class="row-words">
              <span class="row-title">{requester.replace(':', ' ')}</span>
              <span class="row-sub">
                <Link to={pathTo('account', account)}>{account}</Link>
                <span>
                  said <Time at={at} />
                </span>
              </span>
            </span>
            <Button
              needs="keys"
              size="small"
              tone="quiet"
              label={`Forget whose customer ${requester.replace(':', ' ')} is`}
              disabled={requesters.isSaving.value}
              onClick={() => void requesters.forget(requester, account)}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
