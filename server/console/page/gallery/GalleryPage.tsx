import { useConsole } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Gallery, galleryWords } from './Gallery.tsx'

export const GalleryPage = () => {
  const { router } = useConsole()
  return (
    <Page title="Gallery" words={galleryWords} isWide>
      <Gallery router={router} />
    </Page>
  )
}
