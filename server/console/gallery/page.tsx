/** The gallery for whoever comes by, at `/gallery` of a demo: without a login, without the console. */
import { render } from 'preact'
import { Logo } from '../component/frame/Logo.tsx'
import { Page } from '../component/frame/Page.tsx'
import { Gallery, galleryWords } from '../page/gallery/Gallery.tsx'
import { createRouter } from '../router.ts'

const root = document.getElementById('app')
if (!root) throw new Error('The page has no place for the gallery')
const router = createRouter(window, '')

render(
  <main class="alone">
    <div class="brand">
      <Logo />
    </div>
    <Page title="Gallery" words={galleryWords} isWide>
      <Gallery router={router} />
    </Page>
  </main>,
  root,
)
