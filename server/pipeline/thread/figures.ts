/** What a pipeline counts of itself, as it goes from one thread to another, and as the text of it. */
import {
  AggregatorRegistry,
  type MetricObjectWithValues,
  type MetricValue,
  type Registry,
} from 'prom-client'

export type Figures = MetricObjectWithValues<MetricValue<string>>[]

export function figuresOf(registry: Registry): Promise<Figures> {
  return registry.getMetricsAsJSON() as Promise<Figures>
}

/** Each as its `aggregator` says: sums, unless the worst of all is what matters. */
export function textOf(all: Figures[]): Promise<string> {
  return AggregatorRegistry.aggregate(all).metrics()
}
