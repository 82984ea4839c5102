/** Whether anything arrives: green with the first event that comes while somebody looks. */
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { pathTo } from '../../router.ts'
import { eventInWords } from '../../words/event.ts'

export const Heard = () => {
  const { install, live, accounts, nudges } = useWorkspace()
  const event = install.heard.value
  if (!event) {
    const isLost = live.connection.value === 'lost'
    const before = live.newestSent.value
    return (
      <p class="heard" role="status">
        <span class="heard-mark" />
        {isLost && 'Connecting again…'}
        {!isLost && before === null && 'Listening for the first event…'}
        {!isLost && before !== null && (
          <span>
            Listening for the next event… The last one came <Time at={before} />.
          </span>
        )}
      </p>
    )
  }
  const { text, object } = eventInWords(event.name, event.properties, nudges.nameOf.value)
  return (
    <p class="heard good" role="status">
      <span class="heard-mark">
        <Icon name="check" size={14} />
      </span>
      <span>
        <strong>We hear you.</strong> {text} {object},{' '}
        <Link to={pathTo('account', event.account)}>
          {accounts.names.value.get(event.account) ?? event.account}
        </Link>
        , <Time at={event.receivedAt} />
      </span>
    </p>
  )
}
