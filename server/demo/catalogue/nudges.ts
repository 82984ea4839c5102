/** What Tideboard says at those moments. */
import { type Nudge, nudge } from '../../../shared/definition/nudge.ts'
import { bannerNudges } from './banner-nudges.ts'
import { exportNudges } from './export-nudges.ts'
import { inlineNudges } from './inline-nudges.ts'
import { smallNudges } from './small-nudges.ts'

export const nudges: Nudge[] = [
  ...exportNudges,
  ...inlineNudges,
  ...bannerNudges,
  ...smallNudges,
].map((one) => nudge.parse(one))
