import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import App from './App.vue'

export const render = async (path) =>
  `<div id="app">${await renderToString(createSSRApp(App, { path }))}</div>`
