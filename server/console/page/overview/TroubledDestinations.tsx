/** Who is told nothing although they should be: the first thing to know, whatever page is open. */
import { useEffect } from 'preact/hooks'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { pathTo } from '../../router.ts'
import { needsSomebody, stateInWords } from '../../words/destination.ts'

export const TroubledDestinations = () => {
  const { destinations } = useWorkspace()
  useEffect(() => void destinations.load(30_000), [destinations])
  const troubled = (destinations.all.value ?? []).filter(needsSomebody)
  if (troubled.length === 0) return null
  return (
    <div class="notice alarm" role="status">
      <Icon name="alert" />
      <span>
        {troubled.length === 1
          ? 'A destination is told nothing: '
          : 'Destinations are told nothing: '}
        {troubled.map((one, i) => (
          <span key={one.id}>
            {i > 0 && ', '}
            <Link to={pathTo('destination', one.id)}>{one.name}</Link> (
            {stateInWords(one).text.toLowerCase()})
          </span>
        ))}
        {troubled.some((one) => one.state === 'gone') ? '.' : '. What they are to hear is kept.'}
      </span>
    </div>
  )
}
