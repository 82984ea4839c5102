/** Nudges that are capped together: those with a tag, or of a format. */
import type { Nudge } from '../../shared/definition/nudge.ts'
import type { CapGroup } from '../../shared/workspace/settings.ts'

export type CompiledGroup = {
  group: CapGroup
  /** What it is called in a receipt. */
  title: string
  has(shown: { nudge: string; format: string }): boolean
}

export function compileGroup(group: CapGroup, nudges: readonly Nudge[]): CompiledGroup {
  if ('format' in group.of) {
    const { format } = group.of
    return { group, title: `${format} nudges`, has: (shown) => shown.format === format }
  }
  const { tag } = group.of
  const tagged = new Set(nudges.filter((one) => one.tags.includes(tag)).map((one) => one.key))
  return { group, title: `nudges tagged “${tag}”`, has: (shown) => tagged.has(shown.nudge) }
}
