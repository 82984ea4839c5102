/**
 * Has this thread's garbage collected now. What was prepared in a database holds its files until it is
 * collected, also after the database was closed, and by itself that happens when there is little memory,
 * not when there are few files.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export function collect(): void {
  // The only door to the collector for who cannot say how Node is started.
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
