import { render as renderApp } from 'svelte/server'
import App from './App.svelte'

export const render = async (path) =>
  `<div id="app">${(await renderApp(App, { props: { path } })).body}</div>`
