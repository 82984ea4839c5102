/**
 * Rate, errors and duration of each route. A route is its pattern, so that there are only so many.
 * Kept in arrays rather than with prom-client, which hashes the labels of each observation: every
 * request pays for this one, and pays a tenth so.
 */

export type RequestMetrics = {
  begin(): void
  /** Each begun one ends once. */
  end(method: string, route: string, status: number, ms: number): void
  /** In the text format of Prometheus. */
  text(): string
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const boundsMs = [...seconds.map((one) => one * 1000), Number.POSITIVE_INFINITY]
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])

/** How many fell between one bound and the next, and how long all of them took. */
type Series = { counts: number[]; sumMs: number }
/** By class of status: 2 for 2xx. */
type Classes = Map<number, Series>

const name = 'brim_http_request_duration_seconds'
const unfinishedName = 'brim_http_requests_unfinished'

export function createRequestMetrics(): RequestMetrics {
  const routes = new Map<string, Map<string, Classes>>()
  let open = 0

  const seriesOf = (method: string, route: string, status: number): Series => {
    const byMethod = entry(routes, route, () => new Map<string, Classes>())
    const classes = entry(byMethod, methods.has(method) ? method : 'other', () => new Map())
    const kind = Math.floor(status / 100)
    return entry(classes, kind, () => ({ counts: boundsMs.map(() => 0), sumMs: 0 }))
  }

  return {
    begin() {
      open++
    },
    end(method, route, status, ms) {
      open--
      const series = seriesOf(method, route, status)
      let i = 0
      while (ms > (boundsMs[i] ?? 0)) i++
      series.counts[i] = (series.counts[i] ?? 0) + 1
      series.sumMs += ms
    },
    text() {
      const lines = [...routes].flatMap(([route, byMethod]) =>
        [...byMethod].flatMap(([method, classes]) =>
          [...classes].flatMap(([kind, series]) =>
            linesOf(`method="${method}",route="${route}",status="${kind}xx"`, series),
          ),
        ),
      )
      return [
        `# HELP ${unfinishedName} Requests that have no answer yet`,
        `# TYPE ${unfinishedName} gauge`,
        `${unfinishedName} ${open}`,
        `# HELP ${name} Requests until their answer begins, by route, method and class of status`,
        `# TYPE ${name} histogram`,
        ...lines,
        '',
      ].join('\n')
    },
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function linesOf(labels: string, { counts, sumMs }: Series): string[] {
  let count = 0
  const buckets = counts.map((here, i) => {
    count += here
    return `${name}_bucket{${labels},le="${seconds[i] ?? '+Inf'}"} ${count}`
  })
  return [...buckets, `${name}_sum{${labels}} ${sumMs / 1000}`, `${name}_count{${labels}} ${count}`]
}
