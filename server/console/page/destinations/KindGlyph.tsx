/** The mark of a kind of destination. Ours, not the vendors’: those are theirs to hand out. */
import type { DestinationKind } from '../../../../shared/destination/kind.ts'
import { Icon, type IconName } from '../../component/mark/Icon.tsx'

const icons: Record<DestinationKind, IconName> = {
  slack: 'nudges',
  email: 'send',
  webhook: 'install',
  hubspot: 'accounts',
  salesforce: 'accounts',
  gainsight: 'accounts',
  intercom: 'person',
  appcues: 'person',
  pendo: 'person',
}

export const KindGlyph = ({ kind }: { kind: DestinationKind }) => (
  <span class="kind-glyph">
    <Icon name={icons[kind]} size={18} />
  </span>
)
