/** A draft as far as it can be seen: what is not begun yet, or half written, stands aside. Pure. */
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import { audienceIssues } from './audience.ts'
import { withCopy } from './draft.ts'
import { everyCopy } from './words.ts'

export type Previewed = {
  nudge: Nudge
  /** Whom it is for, and where, is all there: it can be said who would see it. */
  isJudgeable: boolean
}

export function previewed(draft: Nudge): Previewed {
  const { audience, ...rest } = withoutBlankPictures(draft)
  const isPlaced = !rest.placement.endsWith(':')
  const isAudienceWhole = audienceIssues(audience).length === 0
  return {
    nudge: {
      ...rest,
      ...(audience && isAudienceWhole && { audience }),
      key: rest.key || 'new',
      name: rest.name || 'New nudge',
      placement: isPlaced ? rest.placement : 'page',
    },
    isJudgeable: isPlaced && isAudienceWhole,
  }
}

/** One that was chosen to be an image and has none yet. */
function withoutBlankPictures(draft: Nudge): Nudge {
  return everyCopy(draft).reduce((made, { words, locale, copy: { picture } }) => {
    const isBlank = picture?.kind === 'image' && /^(https:\/\/)?$/.test(picture.url)
    return isBlank ? withCopy(made, locale, { picture: undefined }, words) : made
  }, draft)
}
