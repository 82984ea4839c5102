/** An icon, or an image whose place is kept while it loads; without it, the offer's icon stands in. */
import type { Model } from '../model.ts'
import { Icon, offerIcons } from './icon.tsx'

export function Picture({ model }: { model: Model }) {
  const { picture, offer } = model.prompt
  if (picture?.kind === 'image' && picture.url !== model.lost) {
    const { url, alt } = picture
    const onError = () => {
      model.lost = url
      model.redraw()
    }
    return (
      <img
        part="picture"
        src={url}
        alt={alt}
        width="16"
        height="9"
        decoding="async"
        referrerpolicy="no-referrer"
        onError={onError}
      />
    )
  }
  return (
    <div class="icon" part="icon">
      <Icon name={picture?.kind === 'icon' ? picture.name : offerIcons[offer.kind]} />
    </div>
  )
}
