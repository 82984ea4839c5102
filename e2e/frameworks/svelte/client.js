import { hydrate, mount, unmount } from 'svelte'
import App from './App.svelte'

const options = () => ({
  target: document.getElementById('app'),
  props: { path: location.pathname },
})
let app = hydrate(App, options())
window.unmount = () => unmount(app)
window.mount = () => {
  app = mount(App, options())
}
