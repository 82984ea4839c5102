import { useConsole } from '../../component/context.tsx'
import { Page } from '../../component/Page.tsx'
import { Gallery, galleryWords } from './Gallery.tsx'

export const GalleryPage = () => {
  const { router } = useConsole()
  return (
    <Page title="Gallery" words={galleryWords} isWide>
      <Gallery router={router} />
    </Page>
  )
}
