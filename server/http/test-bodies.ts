/** For tests that walk all routes: a good body for each. */

import { defaultMapping } from '../../shared/event/source.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import { examples } from './ops/docs/examples.ts'
import { exampleOf } from './test-contract.ts'

type Route = { method: string; path: string }

/** A body with which the route would do its work, about what is called `mark`. */
export function bodyOf({ method, path }: Route, mark: string): unknown {
  if (method === 'GET') return undefined
  const named = (one: unknown) =>
    JSON.parse(JSON.stringify(one).replaceAll(/acme|mara/g, mark)) as object
  if (path.startsWith('/console')) {
    if (path.endsWith('/origins')) return { origins: [] }
    if (path.endsWith('/sources')) return { vendor: 'segment', sender: 'server', name: 'x' }
    if (path.endsWith('/sources/:id')) return { name: 'x' }
    if (path.endsWith('/secret')) return { secret: `whsec_${'x'.repeat(32)}` }
    if (/\/(customers|requesters)\/:\w+$/.test(path)) return { account: mark }
    if (path.endsWith('/try')) return { mapping: defaultMapping('segment') }
    if (/\/destinations(\/:id)?$/.test(path)) return examples.DestinationRequest
    if (path.endsWith('/keys')) return { kind: 'secret', name: 'x' }
    if (path.endsWith('/replay')) return examples.ReplayRequest
    if (path.endsWith('/dry-run')) return examples.DryRunRequest
    if (path.endsWith('/worth')) return examples.WorthRequest
    if (path.endsWith('/second-factor')) return { isRequired: false }
    if (/\/people\b/.test(path)) return { role: 'viewer' }
    if (/\/views\b/.test(path)) return { name: mark, filters: {} }
    if (path.endsWith('/lint')) return examples.Nudge
    if (path.endsWith('/forecast')) return { nudge: examples.Nudge }
    if (/\/readiness(\/learn)?$/.test(path)) return settingsOf().readiness
    if (path.endsWith('/publication')) return examples.PublicationRequest
    if (path.endsWith('/preview'))
      return { nudge: examples.Nudge, account: mark, user: mark, locale: null }
    if (path.endsWith('/:key')) return { body: { name: 'x', tier: 3 }, publish: true }
    return {}
  }
  const example = exampleOf({ method, path: path.replaceAll(/:([a-z]+)/g, '{$1}') })
  return example === undefined
    ? {}
    : { ...named(example), ...(path.endsWith('/:key') ? { key: mark } : {}) }
}
