/** Why one could not come in, told to whoever hears the page as well. */
import { Icon } from '../../component/mark/Icon.tsx'

export const FaultNotice = ({ fault }: { fault: string | null }) =>
  fault && (
    <p class="notice alarm" role="alert">
      <Icon name="alert" />
      {fault}
    </p>
  )
