import type { Meaning, SourceRule } from '../../../../shared/event/source.ts'

/** A rule of this meaning, with the names that are usual. */
export function ruleOf(means: Meaning, event: string): SourceRule {
  switch (means) {
    case 'paywall_hit':
    case 'feature_used':
      return { means, event, feature: { property: 'feature' } }
    case 'support_inquiry':
      return { means, event, topic: { property: 'topic' } }
    case 'meter':
      return { means, event, meter: { property: 'meter' }, used: 'used', limit: 'limit' }
    case 'nothing':
      return { means, event }
    default:
      return means satisfies never
  }
}
