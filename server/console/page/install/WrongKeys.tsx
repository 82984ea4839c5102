/** Pages that come with a key that lets no page in. */
import { useWorkspace } from '../../component/context.tsx'
import { Icon } from '../../component/Icon.tsx'
import { Time } from '../../component/Time.tsx'

export const WrongKeys = () => {
  const { start } = useWorkspace()
  const found = start.state.data.value?.wrongKeys ?? []
  if (found.length === 0) return null
  return (
    <ul class="suggested" aria-label="Pages with a wrong key">
      {found.slice(0, 5).map(({ name, what, origin, lastAt }) => (
        <li key={name + origin} class={`notice ${what === 'secret' ? 'alarm' : ''}`}>
          <Icon name="alert" />
          <span class="suggested-words">
            {what === 'secret' ? (
              <>
                <strong>{origin}</strong> sends the secret key “{name}”, last <Time at={lastAt} />.
                Whoever opens that page can read it: revoke it now, and put the publishable key
                there.
              </>
            ) : (
              <>
                <strong>{origin}</strong> still has the key “{name}”, which was revoked; it came
                last <Time at={lastAt} />. Put the new one into its snippet.
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
