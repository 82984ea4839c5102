/** Where there is room for one side only: which of them. */
import type { Signal } from '@preact/signals'
import { Segments } from '../../component/form/Segments.tsx'

export type Side = 'edit' | 'see'

export const Sides = ({ side }: { side: Signal<Side> }) => (
  <div class="editor-sides">
    <Segments
      label="What is in view"
      value={side.value}
      options={[
        { value: 'edit', text: 'Edit' },
        { value: 'see', text: 'Preview' },
      ]}
      onChange={(next) => {
        side.value = next
      }}
    />
  </div>
)
