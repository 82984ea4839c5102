// An app in a zone of its own, as Angular runs one: each task in it is a look for what has changed.
import 'zone.js'
import { startOutside } from './start-outside'

const zone = Zone.root.fork({
  name: 'app',
  onInvokeTask(delegate, _, target, task, self, given) {
    window.tasks.push(task.source)
    return delegate.invokeTask(target, task, self, given)
  },
})
window.tasks = []
window.isPatched = fetch !== undefined && Promise.name === 'ZoneAwarePromise'
zone.run(() => {
  const ngZone = { runOutsideAngular: (run) => Zone.root.run(run) }
  const brim = startOutside(ngZone, { id: 'mira' }, { id: 'harbour' })
  document.getElementById('app').innerHTML = '<h1>Harbour</h1><button>Export</button><p></p>'
  document.querySelector('button').addEventListener('click', () =>
    brim.paywall('export').then(({ shown }) => {
      document.querySelector('p').textContent = `${shown} in ${Zone.current.name}`
    }),
  )
})
