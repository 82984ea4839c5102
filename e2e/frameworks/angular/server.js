import '@angular/compiler'
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser'
import { provideServerRendering, renderApplication } from '@angular/platform-server'
import { App } from './App'

const start = (context) =>
  bootstrapApplication(
    App,
    { providers: [provideServerRendering(), provideClientHydration()] },
    context,
  )

/** Beside the app Angular leaves what it hydrates by. */
export const render = async (path) => {
  const document = '<div id="app"><app-root></app-root></div>'
  const options = { document, url: `http://localhost${path}`, allowedHosts: ['localhost'] }
  const html = await renderApplication(start, options)
  return /<body>([\s\S]*)<\/body>/.exec(html)[1]
}
