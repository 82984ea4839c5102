import 'zone.js'
import '@angular/compiler'
import { NgZone, provideZoneChangeDetection } from '@angular/core'
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser'
import { App } from './App'

async function start(...more) {
  const providers = [provideZoneChangeDetection(), ...more]
  const app = await bootstrapApplication(App, { providers })
  window.unmount = () => app.destroy()
  window.mount = () => {
    // Angular has taken along the element that it stood in.
    document.getElementById('app').append(document.createElement('app-root'))
    return start()
  }
  await app.whenStable()
  // How often the app has looked for what has changed since it was at rest.
  window.looks = 0
  app.injector.get(NgZone).onMicrotaskEmpty.subscribe(() => window.looks++)
}
start(provideClientHydration())
