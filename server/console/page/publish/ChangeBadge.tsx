import type { Authored } from '../../model/definitions/authored.ts'

type Changed = Pick<Authored, 'isDirty' | 'hasUnpublished'> & {
  record: { value: { published: unknown } | null }
}

/** How the draft differs from what is saved, or from what is live; nothing where it does not. */
export const ChangeBadge = ({
  authored: { isDirty, hasUnpublished, record },
  unsaved = 'Unsaved changes',
}: {
  authored: Changed
  unsaved?: string
}) => {
  if (isDirty.value) return <span class="badge brim plain">{unsaved}</span>
  if (!record.value?.published || !hasUnpublished.value) return null
  return <span class="badge fill plain">Unpublished changes</span>
}
