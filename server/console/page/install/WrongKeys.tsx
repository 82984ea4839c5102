/** Pages that come with a key that lets no page in. */
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { Start } from '../../contract.ts'

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
            <strong>{origin}</strong> <Words what={what} name={name} lastAt={lastAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}

type WrongKey = Start['wrongKeys'][number]

const Words = ({ what, name, lastAt }: Pick<WrongKey, 'what' | 'name' | 'lastAt'>) => {
  switch (what) {
    case 'secret':
      return (
        <>
          sends the secret key “{name}”, last <Time at={lastAt} />. Whoever opens that page can read
          it: revoke it now, and put the publishable key there.
        </>
      )
    case 'source':
      return (
        <>
          has the write key of the source “{name}” in Brim’s snippet; it came last{' '}
          <Time at={lastAt} />. That one is for the tool: put a publishable key there.
        </>
      )
    case 'revoked':
      return (
        <>
          still has the key “{name}”, which was revoked; it came last <Time at={lastAt} />. Put the
          new one into its snippet.
        </>
      )
    default:
      return what satisfies never
  }
}
