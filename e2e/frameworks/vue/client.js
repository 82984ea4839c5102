import { createApp, createSSRApp } from 'vue'
import App from './App.vue'

const props = () => ({ path: location.pathname })
let app = createSSRApp(App, props())
app.mount('#app')
window.unmount = () => app.unmount()
window.mount = () => {
  app = createApp(App, props())
  app.mount('#app')
}
