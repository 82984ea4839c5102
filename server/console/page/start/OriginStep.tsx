/** The pages that may use the publishable key. */
import { useWorkspace } from '../../component/frame/context.tsx'
import { Origins } from '../install/Origins.tsx'

export const OriginStep = () => {
  const { install } = useWorkspace()
  const key = install.publishable.value
  if (!key) return <NoKey />
  return (
    <>
      <p class="muted">
        A publishable key stands in your pages for everybody to read, so it works from your
        addresses only. While you develop, allow your own machine too, such as
        http://localhost:3000.
      </p>
      <Origins key={key.origins.join()} record={key} />
    </>
  )
}

export const NoKey = () => (
  <p class="notice">There is no publishable key any more: make one under Set up, Keys.</p>
)
