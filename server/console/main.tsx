import './no-eval.ts'
import { render } from 'preact'
import { createApi } from './api.ts'
import { App } from './component/frame/App.tsx'
import { createConsole } from './model/console.ts'
import { createRouter } from './router.ts'

const base = '/console'
const root = document.getElementById('app')
if (!root) throw new Error('The page has no place for the console')

const api = createApi({
  fetch: (...request) => fetch(...request),
  base: `${base}/api`,
  onSignedOut: () => app.session.expire(),
  // It was asked for a moment ago: who is signed in is asked anew, and led to it.
  onSecondFactorNeeded: () => void app.session.open(),
})
const app = createConsole({
  api,
  router: createRouter(window, base),
  storage: localStorage,
  root: document.documentElement,
})

window.addEventListener('beforeunload', (event) => {
  if (app.hasUnsaved()) event.preventDefault()
})

void app.session.open()
render(<App console={app} />, root)
