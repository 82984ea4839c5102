import { StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './App'

const place = document.getElementById('app')
const app = () => (
  <StrictMode>
    <App path={location.pathname} />
  </StrictMode>
)
let root = hydrateRoot(place, app())
window.unmount = () => root.unmount()
window.mount = () => {
  root = createRoot(place)
  root.render(app())
}
